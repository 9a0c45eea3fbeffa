/** The rate of session events: 50 in a second over all threads, and the rest is counted. */
import { expect, test } from "bun:test";
import { EventRateLimit, eventRateMemory } from "../../../src/server/sessions/event-rate.ts";

const allowed = (rate: EventRateLimit, events: number) =>
  Array.from({ length: events }, () => rate.allow()).filter((isAllowed) => isAllowed).length;

test("50 events are allowed in a second, and the 51st is not", () => {
  const rate = new EventRateLimit(eventRateMemory(), 50);
  expect(allowed(rate, 50)).toBe(50);
  expect(rate.allow()).toBe(false);
});

test("the second's end returns how many were dropped, and allows 50 again", () => {
  const rate = new EventRateLimit(eventRateMemory(), 50);
  allowed(rate, 180);
  expect(rate.nextSecond()).toBe(130);
  expect(allowed(rate, 60)).toBe(50);
  expect(rate.nextSecond()).toBe(10);
});

test("a limit has its own rate", () => {
  expect(allowed(new EventRateLimit(eventRateMemory(), 10), 50)).toBe(10);
});

test("a second in which all were allowed dropped none", () => {
  const rate = new EventRateLimit(eventRateMemory(), 50);
  allowed(rate, 50);
  expect(rate.nextSecond()).toBe(0);
  expect(rate.nextSecond()).toBe(0);
});

test("threads share the 50", () => {
  const memory = eventRateMemory();
  const [one, two, main] = [
    new EventRateLimit(memory, 50),
    new EventRateLimit(memory, 50),
    new EventRateLimit(memory, 50),
  ];
  expect(allowed(one, 30) + allowed(two, 30)).toBe(50);
  expect(main.nextSecond()).toBe(10);
});

test("an event that is dropped for another reason takes none of the 50", () => {
  const rate = new EventRateLimit(eventRateMemory(), 50);
  for (let event = 0; event < 5; event++) rate.drop();
  expect(allowed(rate, 50)).toBe(50);
  expect(rate.nextSecond()).toBe(5);
});
