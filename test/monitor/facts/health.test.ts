/** Health: a process that lives, and one that can be sent clients, are two things. */
import { expect, test } from "bun:test";
import { liveness, readiness } from "../../../src/monitor/facts/health.ts";
import { sampleSource } from "../sample-source.ts";

const GOOD = { isGood: true, because: [] };
const thread = { thread: 1, isAlive: true, restarts: 0, lastHeartbeatAgoMs: 10 };

test("a server at work is alive and ready", () => {
  const { told } = sampleSource();
  expect([liveness(told), readiness(told)]).toEqual([GOOD, GOOD]);
});

test("a server that stops is alive, and not ready", () => {
  const { told } = sampleSource({ isDraining: true });
  expect(liveness(told)).toEqual(GOOD);
  expect(readiness(told)).toEqual({ isGood: false, because: ["the server is stopping"] });
});

test("a clock that is not fit to be served makes it not ready, and kills nobody", () => {
  const clock = { status: "unsynchronised", estimatedErrorSeconds: 16, maximumErrorSeconds: 16 } as const;
  const { told } = sampleSource({ isClockFit: false, clock });
  expect(liveness(told)).toEqual(GOOD);
  expect(readiness(told).because).toEqual(["the clock is not fit to be served: unsynchronised"]);
});

test.each([
  [{ ...thread, isAlive: false }, "thread 1 is dead"],
  [{ ...thread, lastHeartbeatAgoMs: 7_250 }, "thread 1 has not answered for 7.3 s"],
])("a thread that is dead or hangs is named in both", (broken, because) => {
  const { told } = sampleSource({ threads: [{ ...thread, thread: 0 }, broken] });
  expect(liveness(told)).toEqual({ isGood: false, because: [because] });
  expect(readiness(told)).toEqual({ isGood: false, because: [because] });
});
