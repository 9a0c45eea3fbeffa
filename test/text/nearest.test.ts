/** The name that was probably meant: a slip of the finger is, another word is not. */
import { expect, test } from "bun:test";
import { didYouMean } from "../../src/text/nearest.ts";

const FLAGS = ["--port", "--host", "--zone", "--max-connections", "--idle-seconds", "--line-seconds"];

test.each([
  ["--prot", " Did you mean --port?"],
  ["--prt", " Did you mean --port?"],
  ["--ports", " Did you mean --port?"],
  ["--PORT", " Did you mean --port?"],
  ["--maxconnections", " Did you mean --max-connections?"],
  ["--max_connection", " Did you mean --max-connections?"],
  ["--idle-second", " Did you mean --idle-seconds?"],
])("%s is near a name", (written, words) => {
  expect(didYouMean(written, FLAGS)).toBe(words);
});

test.each(["--unheard-of", "-x", "", "--p"])("%j is near none, and nothing is guessed", (written) => {
  expect(didYouMean(written, FLAGS)).toBe("");
});

test("case is ignored, and the name is shown as spelled", () => {
  expect(didYouMean("asia/jakata", ["Asia/Jakarta", "Asia/Tokyo"])).toBe(" Did you mean Asia/Jakarta?");
});

test("without names there is no guess", () => {
  expect(didYouMean("--port", [])).toBe("");
});
