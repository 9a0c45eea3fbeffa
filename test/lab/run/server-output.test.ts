import { expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordOutput } from "../../../src/lab/run/server-output.ts";

/** A server that prints this, as the run starts it: with a pipe as its output. */
async function printed(script: string) {
  const folder = mkdtempSync(join(tmpdir(), "jam-output-"));
  try {
    const file = join(folder, "server.log");
    const child = Bun.spawn(["sh", "-c", script], { stdin: "ignore", stdout: "pipe" });
    const recorder = recordOutput(child.stdout, file);
    await child.exited;
    return { output: await recorder.end(), log: readFileSync(file, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("what a server prints is in the log, and in chunks with times that do not go back", async () => {
  const before = Date.now() / 1000;
  const { output, log } = await printed("echo first; echo 'second ü'; printf 'no end'");
  expect(log).toBe("first\nsecond ü\nno end");
  expect(output.chunks.map(({ text }) => text).join("")).toBe(log);
  const times = [before, ...output.chunks.map(({ at }) => at), Date.now() / 1000];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test("of an endless output the beginning is kept with times, and the rest is counted", async () => {
  const { output, log } = await printed("yes | head -c 2000000");
  expect(log).toHaveLength(2_000_000);
  const kept = output.chunks.reduce((sum, { text }) => sum + text.length, 0);
  expect(kept).toBeLessThan(300_000);
  expect(kept + output.charactersLeftOut).toBe(2_000_000);
});

test("a process that the server left with its output open does not hold up the end", async () => {
  const { log } = await printed("echo first; sleep 20 & exit");
  expect(log).toBe("first\n");
});
