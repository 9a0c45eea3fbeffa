import { expect, test } from "bun:test";
import { Lock } from "../../../src/server/limits/lock.ts";

test("a function under the lock returns its result, and frees the lock even if it throws", () => {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const lock = new Lock(cell, 0);
  expect(lock.hold(() => "done")).toBe("done");
  expect(() =>
    lock.hold(() => {
      throw new Error("a fault");
    }),
  ).toThrow("a fault");
  expect(cell[0]).toBe(0);
});

test("a thread that was terminated while it held the lock does not block the others", () => {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const [dead, other, alive] = [0, 1, 2].map((thread) => new Lock(cell, thread));
  dead?.hold(() => {
    other?.abandon(1); // not the holder
    expect(cell[0]).toBe(1);
    alive?.abandon(0);
    expect(alive?.hold(() => "held")).toBe("held");
  });
});
