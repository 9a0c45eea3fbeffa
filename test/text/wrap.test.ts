import { expect, test } from "bun:test";
import { capitalized, fitList, wrap } from "../../src/text/wrap.ts";

test("a text is wrapped at blanks, and a long word stays whole", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("a unbreakable b", 5)).toEqual(["a", "unbreakable", "b"]);
  expect(wrap("one\ntwo", 20)).toEqual(["one", "two"]);
});

test("a list that does not fit states how many more there are", () => {
  expect(fitList(["connect", "repeat"], 20)).toBe("connect, repeat");
  expect(fitList(["connect", "repeat", "churn"], 16)).toBe("connect … +2");
  expect(fitList(["connect", "repeat"], 2)).toBe("connect … +1");
});

test("a sentence begins with a capital", () => {
  expect(capitalized("none of 104")).toBe("None of 104");
});
