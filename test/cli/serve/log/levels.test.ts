/** Levels: each logs what the one before it logs, and more. */
import { expect, test } from "bun:test";
import { isLogged, LOG_LEVELS, levelOf } from "../../../../src/cli/serve/log/levels.ts";
import { EVENTS } from "./sample-events.ts";

const loggedAt = (level: (typeof LOG_LEVELS)[number]) =>
  Object.values(EVENTS)
    .filter((event) => isLogged(event, level))
    .map(({ kind }) => kind);

test("silent logs nothing, not even the death of a thread", () => {
  expect(loggedAt("silent")).toEqual([]);
});

test("error logs what an operator has to know", () => {
  expect(loggedAt("error")).toEqual(["settings-rejected", "thread-died"]);
});

test("warn also logs what was out of order and is well again", () => {
  expect(loggedAt("warn")).toEqual([
    "fd-limit",
    "settings-rejected",
    "zone-changed",
    "zone-unreadable",
    "clock-unsynchronised",
    "clock-stepped",
    "connection-refused",
    "refusals-dropped",
    "log-lines-dropped",
    "thread-died",
    "thread-replaced",
    "monitor-failed",
  ]);
});

test("info logs everything", () => {
  expect(loggedAt("info")).toEqual(Object.values(EVENTS).map(({ kind }) => kind));
});

test("each level logs all that the one before it logs", () => {
  for (const [index, level] of LOG_LEVELS.entries()) {
    const before = loggedAt(LOG_LEVELS[index - 1] ?? "silent");
    expect(loggedAt(level)).toEqual(expect.arrayContaining([...before]) as never);
  }
});

test("an event is logged at its own level", () => {
  for (const event of Object.values(EVENTS)) expect(isLogged(event, levelOf(event))).toBe(true);
});
