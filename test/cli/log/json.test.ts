/** The log that a machine reads: one JSON object a line, written before the call returns. */
import { afterAll, expect, test } from "bun:test";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jsonLogger } from "../../../src/cli/log/json.ts";
import type { LogEvent, LogLevel } from "../../../src/cli/log/levels.ts";
import { ENDED, EVENTS } from "./sample-events.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

function logged(level: LogLevel, events: readonly LogEvent[]): readonly Record<string, unknown>[] {
  const path = join(folder, `${level}.log`);
  const file = openSync(path, "w");
  const log = jsonLogger(level, file);
  for (const event of events) log(event);
  const text = readFileSync(path, "utf8");
  closeSync(file);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("an event is one line with its fields, its level by name, and the time in UTC", () => {
  const [line, ...more] = logged("info", [ENDED]);
  const { kind, ...fields } = ENDED;
  expect(more).toEqual([]);
  expect(line).toEqual({
    level: "info",
    time: line?.["time"],
    pid: process.pid,
    event: kind,
    ...fields,
  });
  expect(line?.["time"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("every kind of event is told, in order", () => {
  const events = Object.values(EVENTS);
  expect(logged("info", events).map((line) => line["event"])).toEqual(events.map(({ kind }) => kind));
});

test("a level leaves out what is below it, and silent everything", () => {
  const events = Object.values(EVENTS);
  expect(logged("warn", events).map((line) => [line["level"], line["event"]])).toEqual([
    ["warn", "few-descriptors"],
    ["error", "settings-refused"],
    ["warn", "clock-unsynchronised"],
    ["warn", "clock-stepped"],
    ["error", "thread-died"],
    ["warn", "thread-replaced"],
    ["warn", "monitor-failed"],
  ]);
  expect(logged("silent", events)).toEqual([]);
});
