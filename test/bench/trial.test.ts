import { expect, test } from "bun:test";
import { parseExpectations } from "../../src/bench/expectation.ts";
import { type BenchRecord, EMPTY_RECORD } from "../../src/bench/record.ts";
import type { ServerEnd } from "../../src/bench/server-life.ts";
import { NOTHING, Tally } from "../../src/bench/tally.ts";
import { whyMissed } from "../../src/bench/trial.ts";

const RATE = 1000;

/** Two seconds at 1,000 requests per second, each answered after 2 ms. */
function trial(
  counts: Partial<BenchRecord> = {},
  serverEnd: ServerEnd = { kind: "alive" },
  waitedForCpuMs = 0,
): BenchRecord {
  const latency = new Tally();
  latency.add(2, 2000);
  const facts = { loopDelay: NOTHING, clockResolutionNs: 40, timerResolutionMs: 1 };
  const thread = { ...facts, elapsedMs: 2000, serverEnd, cpuMs: 2000, waitedForCpuMs };
  const answered = { replies: 2000, arrived: 2000, timings: 2000, latency: latency.data() };
  return { ...EMPTY_RECORD, ...answered, threads: [thread], ...counts };
}

const why = (record: BenchRecord, expectation = "p99<5ms") =>
  whyMissed(parseExpectations(expectation), record, RATE);

test("a rate that was answered within the bound met its expectation", () => {
  expect(why(trial())).toBeUndefined();
  expect(why(trial({ arrived: 1980 }))).toBeUndefined();
});

test("a rate that was not answered within the measured time missed, even if all was answered later", () => {
  expect(why(trial({ arrived: 1960 }))).toBe("980/s were answered");
  expect(why(trial({ unsent: 50 }))).toBe("50 requests found no free connection");
});

test("a missed expectation is named with its value", () => {
  expect(why(trial(), "p99<1ms")).toMatch(/^p99 was 2(\.\d+)? ms$/);
  expect(why(trial(), "errors.older<0")).toBe("errors.older was 0");
  expect(why(trial({ timings: 500 }))).toBe("p99 needs 1000 timings, and there are 500");
});

test("a cause that is not the server's is named", () => {
  const late = { arrived: 1500, lateByGenerator: 1900 };
  expect(why(trial(late))).toBe("the generator was at its limit: 750/s were answered");
  expect(why(trial(late, { kind: "alive" }, 700))).toBe("the machine was busy: 750/s were answered");
  expect(why(trial({ lateByGenerator: 100 }), "p99<1ms")).toStartWith(
    "the generator was at its limit: p99 was 2",
  );
  expect(why(trial({ arrived: 1500, lateByGenerator: 100 }))).toBe("750/s were answered");
});

test("a server that was gone missed every expectation", () => {
  expect(why(trial({}, { kind: "gone", afterMs: 1234.5 }))).toBe("the server was gone after 1.23 s");
});
