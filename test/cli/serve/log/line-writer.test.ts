/** The writer that waits for no reader: whole lines in order, bounded, and what is lost is counted exactly. */
import { afterAll, expect, test } from "bun:test";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LineWriter } from "../../../../src/cli/serve/log/line-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-lines-"));
afterAll(() => rmSync(folder, { recursive: true }));

const formatLost = (lines: number) => `lost ${lines}\n`;
const SECOND = 1_000;

test("lines come in order and whole, as many as are written at once", async () => {
  const path = join(folder, "whole");
  const file = openSync(path, "w");
  const writer = new LineWriter(file, formatLost);
  const lines = Array.from({ length: 5_000 }, (_, index) => `line ${index}\n`);
  for (const line of lines) writer.write(line);
  expect(await writer.flush(10 * SECOND)).toBe(true);
  closeSync(file);
  expect(readFileSync(path, "utf8")).toBe(lines.join(""));
});

test("a full disk loses lines, no more than that, and later lines are tried again", async () => {
  const file = openSync("/dev/full", "w");
  const writer = new LineWriter(file, formatLost);
  for (let index = 0; index < 3; index++) {
    writer.write("line\n");
    expect(await writer.flush(10 * SECOND)).toBe(true);
  }
  closeSync(file);
});

test("an invalid descriptor loses lines and throws nothing", async () => {
  const writer = new LineWriter(1_000_000, formatLost);
  writer.write("line\n");
  expect(await writer.flush(10 * SECOND)).toBe(true);
});

test("a pipe without a reader does not block the caller; once it is read, the number of dropped lines is logged", async () => {
  const path = join(folder, "pipe");
  expect(Bun.spawnSync(["mkfifo", path]).exitCode).toBe(0);
  const file = openSync(path, "r+"); // both ends, so that it opens without a reader
  const writer = new LineWriter(file, formatLost);
  const LINES = 20_000;
  for (let index = 0; index < LINES; index++) writer.write(`${String(index).padStart(99)}\n`);
  expect(await writer.flush(100)).toBe(false);

  const reader = Bun.spawn(["cat", path], { stdout: "pipe" });
  const read = reader.stdout.text();
  expect(await writer.flush(10 * SECOND)).toBe(true);
  closeSync(file); // the end of what cat reads
  const lines = (await read).trimEnd().split("\n");
  const written = lines.filter((line) => !line.startsWith("lost ")).map(Number);
  expect(written).toEqual(written.map((_, index) => index));
  expect(lines).toContain(`lost ${LINES - written.length}`);
  expect(written.length * 100).toBeLessThan(1 << 20); // what is kept is bounded, and so is what the kernel keeps
});
