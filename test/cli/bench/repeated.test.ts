import { expect, test } from "bun:test";
import { gatherRepeated } from "../../../src/cli/bench/repeated.ts";

test("values of a flag that is given many times come together, in order", () => {
  const args = ["host:1", "--expect", "p99<5ms", "--rate", "5", "--expect=errors=0"];
  expect(gatherRepeated(args, "--expect")).toEqual(["host:1", "--rate", "5", "--expect=p99<5ms,errors=0"]);
});

test("what stands behind -- is another program's", () => {
  const args = ["--expect", "a", "--", "server", "--expect", "b"];
  expect(gatherRepeated(args, "--expect")).toEqual(["--expect=a", "--", "server", "--expect", "b"]);
});

test("a flag without its value is left for others to refuse", () => {
  expect(gatherRepeated(["--expect"], "--expect")).toEqual(["--expect"]);
});
