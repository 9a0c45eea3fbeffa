import { expect, test } from "bun:test";
import { BufferBudget, bufferBudgetMemory } from "../../../src/server/limits/buffer-budget.ts";

const HALF = 128 << 20;

test("what the threads buffer together never exceeds 256 MiB, and what is given back can be taken again", () => {
  const memory = bufferBudgetMemory(2);
  const [first, second] = [new BufferBudget(memory, 0), new BufferBudget(memory, 1)];
  expect(first.take(HALF)).toBe(true);
  expect(second.take(HALF)).toBe(true);
  expect(first.take(1)).toBe(false);
  second.giveBack(1);
  expect(first.take(1)).toBe(true);
  expect(second.take(1)).toBe(false);
});

test("what a thread had buffered when it died is free again", () => {
  const memory = bufferBudgetMemory(2);
  const [dead, alive] = [new BufferBudget(memory, 0), new BufferBudget(memory, 1)];
  dead.take(HALF);
  alive.take(HALF);
  expect(alive.take(HALF)).toBe(false);
  dead.abandon();
  expect(alive.take(HALF)).toBe(true);
  expect(alive.take(1)).toBe(false);
});
