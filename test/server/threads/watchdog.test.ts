/** When a thread counts as hung: by its missing heartbeat, never by the time in which it was not checked. */
import { expect, test } from "bun:test";
import { CHECK_MS, isHung, nextWatch, startWatch, type Watch } from "../../../src/server/threads/watchdog.ts";

/** The watch after so many checks on time of a thread without a heartbeat. */
function silentFor(checks: number, watch: Watch): Watch {
  let after = watch;
  for (let look = 0; look < checks; look++) after = nextWatch(after, watch.beat, CHECK_MS);
  return after;
}

const BEATING = nextWatch(startWatch(7), 8, CHECK_MS);

test("a thread without a heartbeat for 2 s hangs, and not before", () => {
  expect(isHung(silentFor(7, BEATING))).toBe(false);
  expect(isHung(silentFor(8, BEATING))).toBe(true);
});

test("every beat begins the 2 s anew, also one that wraps around", () => {
  const again = nextWatch(silentFor(7, BEATING), -8, CHECK_MS);
  expect(isHung(silentFor(7, again))).toBe(false);
});

test("time in which the watchdog did not run counts as one check", () => {
  const stopped = nextWatch(BEATING, BEATING.beat, 10_000);
  expect(stopped.silentMs).toBe(CHECK_MS);
  expect(isHung(silentFor(6, stopped))).toBe(false);
});

test("a watchdog that is late each time needs as many checks", () => {
  let watch = BEATING;
  for (let look = 0; look < 7; look++) watch = nextWatch(watch, BEATING.beat, 1_000);
  expect(isHung(watch)).toBe(false);
  expect(isHung(nextWatch(watch, BEATING.beat, 1_000))).toBe(true);
});

test("early checks count the time that has passed", () => {
  let watch = BEATING;
  for (let look = 0; look < 100; look++) watch = nextWatch(watch, BEATING.beat, 1);
  expect(isHung(watch)).toBe(false);
});

test("a thread that has not beaten yet is given 20 s to start", () => {
  expect(isHung(silentFor(79, startWatch(0)))).toBe(false);
  expect(isHung(silentFor(80, startWatch(0)))).toBe(true);
});
