import { expect, test } from "bun:test";
import { defaultJobs, thisMachine } from "../../../src/grade/schedule/default-jobs.ts";

test("jobs follow the processor cores, unless memory is scarce", () => {
  expect(defaultJobs({ cores: 2, availableMib: 8000 })).toEqual({
    jobs: 12,
    why: "this machine has 2 processor cores",
  });
  expect(defaultJobs({ cores: 2, availableMib: 700 })).toEqual({
    jobs: 3,
    why: "700 MiB of memory are free, and a job takes 192",
  });
  expect(defaultJobs({ cores: 1, availableMib: 100 }).jobs).toBe(1);
  expect(defaultJobs({ cores: 0.5, availableMib: undefined }).jobs).toBe(3);
  expect(defaultJobs({ cores: 256, availableMib: undefined }).jobs).toBe(64);
});

test("this machine has a core at least", () => {
  expect(thisMachine().cores).toBeGreaterThan(0);
});
