import { expect, test } from "bun:test";
import { numberIn, textIn } from "../../../src/check/texts/parameter.ts";

test("a number is written as its language writes it, also where it came as text", () => {
  const parameters = { bytes: 4_194_304, seconds: "2.1" };
  expect(numberIn("en", parameters, "bytes")).toBe("4,194,304");
  expect(numberIn("id", parameters, "bytes")).toBe("4.194.304");
  expect(numberIn("en", parameters, "seconds")).toBe("2.1");
  expect(numberIn("id", parameters, "seconds")).toBe("2,1");
});

test("a parameter that is missing costs no report", () => {
  expect(numberIn("en", {}, "got")).toBe("?");
  expect(textIn({}, "extra")).toBe("?");
});
