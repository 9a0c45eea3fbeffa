import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWeights } from "../../../src/cli/check/weights.ts";
import { UsageError } from "../../../src/cli/exit.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-weights-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CHOSEN = ["connect", "time-reply", "split-word"];

function read(text: string) {
  const file = join(folder, "weights.toml");
  writeFileSync(file, text);
  return readWeights(file, CHOSEN);
}

function refused(text: string): string {
  try {
    read(text);
    return "";
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message;
  }
}

test("a file states what each case counts", () => {
  expect(read("time-reply = 3\nsplit-word = 0.5\nchurn = 0\n")).toEqual({
    "time-reply": 3,
    "split-word": 0.5,
    churn: 0,
  });
});

test("an unknown case, a number below 0, what is no number, and nothing that counts are refused", () => {
  expect(refused("split-wrod = 1\n")).toContain('no case is named "split-wrod". Did you mean');
  expect(refused("connect = -1\n")).toContain("connect must be a number from 0, not -1.");
  expect(refused('connect = "1"\n')).toContain("connect must be a number from 0");
  expect(refused("connect = nan\n")).toContain("connect must be a number from 0");
  expect(refused("connect = inf\n")).toContain("connect must be a number from 0");
  expect(refused("[connect]\nweight = 1\n")).toContain("connect must be a number from 0");
  expect(refused("connect = 0\n")).toContain("no case of this check counts");
  expect(refused("churn = 1\n")).toContain("no case of this check counts");
  expect(refused("")).toContain("no case of this check counts");
  expect(refused("connect\n")).toContain("line 1: not valid TOML");
  expect(() => readWeights(join(folder, "none.toml"), CHOSEN)).toThrow("cannot be read");
});
