/** The gate for session events: 50 in a second over all threads, and the rest is counted. */
import { expect, test } from "bun:test";
import { EventRateLimit, eventRateMemory } from "../../../src/server/sessions/event-rate.ts";

const passes = (gate: EventRateLimit, events: number) =>
  Array.from({ length: events }, () => gate.pass()).filter((passed) => passed).length;

test("50 events pass in a second, and the 51st does not", () => {
  const gate = new EventRateLimit(eventRateMemory());
  expect(passes(gate, 50)).toBe(50);
  expect(gate.pass()).toBe(false);
});

test("the second's end says how many were left out, and lets 50 pass again", () => {
  const gate = new EventRateLimit(eventRateMemory());
  passes(gate, 180);
  expect(gate.nextSecond()).toBe(130);
  expect(passes(gate, 60)).toBe(50);
  expect(gate.nextSecond()).toBe(10);
});

test("a second in which all passed left none out", () => {
  const gate = new EventRateLimit(eventRateMemory());
  passes(gate, 50);
  expect(gate.nextSecond()).toBe(0);
  expect(gate.nextSecond()).toBe(0);
});

test("threads share the 50", () => {
  const memory = eventRateMemory();
  const [one, two, main] = [
    new EventRateLimit(memory),
    new EventRateLimit(memory),
    new EventRateLimit(memory),
  ];
  expect(passes(one, 30) + passes(two, 30)).toBe(50);
  expect(main.nextSecond()).toBe(10);
});

test("an event that is left out for another reason takes none of the 50", () => {
  const gate = new EventRateLimit(eventRateMemory());
  for (let event = 0; event < 5; event++) gate.leaveOut();
  expect(passes(gate, 50)).toBe(50);
  expect(gate.nextSecond()).toBe(5);
});
