/** A process that works and one that should get clients are two things. */
import { expect, test } from "bun:test";
import { liveness, readiness } from "../../../src/monitor/facts/health.ts";
import { sampleSource } from "../sample-source.ts";

const GOOD = { isGood: true, because: [] };

test("a running server is alive and ready", () => {
  const source = sampleSource();
  expect([liveness(source), readiness(source)]).toEqual([GOOD, GOOD]);
});

test("a draining server is alive and not ready", () => {
  const source = sampleSource({ facts: { isDraining: true } });
  expect(liveness(source)).toEqual(GOOD);
  expect(readiness(source)).toEqual({ isGood: false, because: ["the server is draining"] });
});

test("a server whose clock must not be served is alive and not ready", () => {
  const clock = { status: "unsynchronised", estimatedErrorSeconds: 16, maximumErrorSeconds: 16 } as const;
  const source = sampleSource({ facts: { isClockFit: false }, server: { clock } });
  expect(liveness(source)).toEqual(GOOD);
  expect(readiness(source).because).toEqual(["the clock must not be served: unsynchronised"]);
});

test("a dead thread fails both, by its number", () => {
  const thread = { thread: 0, isAlive: true, restarts: 0, lastHeartbeatAgoMs: 10 };
  const threads = () => [thread, { ...thread, thread: 1, isAlive: false }];
  const source = sampleSource({ server: { threads } });
  const faulty = { isGood: false, because: ["thread 1 is dead"] };
  expect([liveness(source), readiness(source)]).toEqual([faulty, faulty]);
});
