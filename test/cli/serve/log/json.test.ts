/** The log that a machine reads: one JSON object a line. */
import { expect, test } from "bun:test";
import { jsonLogger } from "../../../../src/cli/serve/log/json.ts";
import type { LogEvent, LogLevel } from "../../../../src/cli/serve/log/levels.ts";
import { ENDED, EVENTS } from "./sample-events.ts";

function logged(level: LogLevel, events: readonly LogEvent[]): readonly Record<string, unknown>[] {
  const lines: string[] = [];
  const log = jsonLogger(level, (line) => lines.push(line));
  for (const event of events) log(event);
  expect(lines.filter((line) => !line.endsWith("\n"))).toEqual([]);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
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

test("every kind of event is logged, in order", () => {
  const events = Object.values(EVENTS);
  expect(logged("info", events).map((line) => line["event"])).toEqual(events.map(({ kind }) => kind));
});

test("a level leaves out what is below it, and silent everything", () => {
  const events = Object.values(EVENTS);
  expect(logged("warn", events).map((line) => [line["level"], line["event"]])).toEqual([
    ["warn", "fd-limit"],
    ["error", "settings-rejected"],
    ["warn", "zone-changed"],
    ["warn", "zone-unreadable"],
    ["warn", "clock-unsynchronised"],
    ["warn", "clock-stepped"],
    ["warn", "connection-refused"],
    ["warn", "refusals-dropped"],
    ["warn", "log-lines-dropped"],
    ["error", "thread-died"],
    ["warn", "thread-replaced"],
    ["warn", "monitor-failed"],
  ]);
  expect(logged("silent", events)).toEqual([]);
});
