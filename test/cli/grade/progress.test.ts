import { expect, test } from "bun:test";
import { WriteStream } from "node:tty";
import { formatSeconds, Progress } from "../../../src/cli/grade/progress.ts";

function record(isTTY: boolean, columns: number) {
  const written: string[] = [];
  const stream = Object.create(WriteStream.prototype, {
    isTTY: { value: isTTY },
    columns: { value: columns },
    write: { value: (text: string) => written.push(text) > 0 },
  });
  let now = 0;
  const progress = new Progress(stream, () => now);
  return { written, progress, pass: (seconds: number) => (now += seconds * 1000) };
}

test("without a terminal each submission is a plain line, soon with the time that remains", () => {
  const { written, progress, pass } = record(false, 60);
  for (const done of [1, 2, 3]) {
    pass(10);
    progress.done(`502521100${done}`, "did-not-start", { done, running: 2, left: 108 });
  }
  progress.show({ done: 3, running: 2, left: 108 });
  expect(written).toEqual([
    "1/111 5025211001 did-not-start\n",
    "2/112 5025211002 did-not-start\n",
    "3/113 5025211003 did-not-start, ready in about 18 min\n",
  ]);
});

test("on a terminal one line of at most its width is overwritten, and cleared before other lines", () => {
  const { written, progress, pass } = record(true, 60);
  for (const done of [1, 2, 3]) {
    pass(100);
    progress.done("5025211001", "100 %", { done, running: 64, left: 4936 });
  }
  expect(written.at(-1)).toBe("\r\u001b[K3 done, 64 running, 4936 left, ready in about 138 h 0 min");
  expect(written.every((line) => line.length <= 60 + "\r\u001b[K".length)).toBe(true);
  progress.say("Timers ran late.");
  expect(written.slice(-2)).toEqual(["\r\u001b[K", "Timers ran late.\n"]);
});

test("time remaining is rounded to what a person plans by", () => {
  expect([0.2, 89, 90, 3600, 5400, 7830].map(formatSeconds)).toEqual([
    "1 s",
    "89 s",
    "2 min",
    "60 min",
    "1 h 30 min",
    "2 h 11 min",
  ]);
});
