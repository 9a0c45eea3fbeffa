/** When new sessions are recorded: not above 1,000 requests a second, unless a session is viewed. Time is an argument. */
import { expect, test } from "bun:test";
import { RecordingControl } from "../../../src/server/sessions/recording.ts";

function control() {
  const shown = { isBusy: false };
  const recording = new RecordingControl((isBusy) => {
    shown.isBusy = isBusy;
  }, 0);
  const second = (at: number, requests: number) => {
    recording.tick(at * 1_000, requests);
    return shown.isBusy;
  };
  return { recording, shown, second };
}

test("recording waits while there are over 1,000 requests a second", () => {
  const { second } = control();
  expect([second(1, 1_000), second(2, 2_001), second(3, 2_001)]).toEqual([false, true, false]);
});

test("the rate is that of the time that really passed", () => {
  const { second } = control();
  expect([second(2, 2_000), second(2, 9_000), second(3, 9_000)]).toEqual([false, false, true]);
});

test("recording goes on from the moment that a session is viewed, and for 10 s after", () => {
  const { recording, shown, second } = control();
  expect(second(1, 5_000)).toBe(true);
  recording.view(1_500);
  expect(shown.isBusy).toBe(false);
  expect([second(2, 10_000), second(11, 55_000), second(12, 60_000)]).toEqual([false, false, true]);
});
