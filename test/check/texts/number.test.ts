import { expect, test } from "bun:test";
import { numberText } from "../../../src/check/texts/number.ts";

test("a number is written as its language writes it, with the digits that were asked for", () => {
  expect(numberText("en", 4_194_304)).toBe("4,194,304");
  expect(numberText("id", 4_194_304)).toBe("4.194.304");
  expect(numberText("en", 14.25, 1)).toBe("14.3");
  expect(numberText("id", 14, 1)).toBe("14,0");
  expect(numberText("id", 67.74)).toBe("67,74");
});
