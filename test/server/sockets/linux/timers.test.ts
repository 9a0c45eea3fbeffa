/** Timers: which calls are made when, and in which order. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { Timers } from "../../../../src/server/sockets/linux/timers.ts";

test("a call is made once its time has come, once", () => {
  const timers = new Timers();
  let calls = 0;
  timers.set(10, () => calls++);
  timers.call(9.9);
  expect(calls).toBe(0);
  timers.call(10);
  timers.call(11);
  expect(calls).toBe(1);
});

test("the next due time is known, and that there is none", () => {
  const timers = new Timers();
  expect(timers.next).toBe(Number.POSITIVE_INFINITY);
  timers.set(20, () => {});
  timers.set(10, () => {});
  expect(timers.next).toBe(10);
  timers.call(15);
  expect(timers.next).toBe(20);
});

test("what a call sets waits for the next time, also if it is due already", () => {
  const timers = new Timers();
  const made: string[] = [];
  timers.set(10, () => {
    made.push("first");
    timers.set(5, () => made.push("second"));
  });
  timers.call(10);
  expect(made).toEqual(["first"]);
  timers.call(10);
  expect(made).toEqual(["first", "second"]);
});

test("a cancelled call is not made, also if one that is due with it cancels it, and its time is forgotten", () => {
  const timers = new Timers();
  const made: string[] = [];
  const preventFirst = timers.set(10, () => made.push("first"));
  timers.set(20, () => {
    made.push("second");
    preventThird();
  });
  const preventThird = timers.set(20, () => made.push("third"));
  preventFirst();
  expect(timers.next).toBe(20);
  timers.call(20);
  preventThird();
  expect(made).toEqual(["second"]);
  expect(timers.next).toBe(Number.POSITIVE_INFINITY);
});

test("whatever is set when, calls are made in the order of their times, and equal ones in that of their setting", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 })), fc.array(fc.nat({ max: 25 })), (times, looks) => {
      const timers = new Timers();
      const made: { at: number; order: number; now: number }[] = [];
      let now = 0;
      for (const [order, at] of times.entries()) timers.set(at, () => made.push({ at, order, now }));
      for (const look of [...looks.sort((a, b) => a - b), 100]) {
        now = look;
        timers.call(now);
      }
      const inOrder = times
        .map((at, order) => ({ at, order }))
        .sort((a, b) => a.at - b.at || a.order - b.order);
      expect(made.map(({ at, order }) => ({ at, order }))).toEqual(inOrder);
      for (const call of made) expect(call.now).toBeGreaterThanOrEqual(call.at);
    }),
  );
});
