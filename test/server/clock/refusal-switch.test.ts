/** Whether time is refused: what the main thread sets, every thread reads. */
import { expect, test } from "bun:test";
import { RefusalSwitch, refusalMemory } from "../../../src/server/clock/refusal-switch.ts";

test("it is off until it is switched on, for every view of its memory, and off again", () => {
  const memory = refusalMemory();
  const [ours, theirs] = [new RefusalSwitch(memory), new RefusalSwitch(memory)];
  expect(theirs.isOn).toBe(false);
  ours.isOn = true;
  expect(theirs.isOn).toBe(true);
  ours.isOn = false;
  expect(theirs.isOn).toBe(false);
});
