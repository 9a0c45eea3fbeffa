import { expect, test } from "bun:test";
import { Lock } from "../../../src/server/limits/lock.ts";

test("what is done under the lock gives its result, and frees it, even where it throws", () => {
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

test("a thread that was ended by force while it held the lock is not waited for", () => {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const [dead, other, alive] = [0, 1, 2].map((thread) => new Lock(cell, thread));
  dead?.hold(() => {
    other?.abandon(1); // it is not the one that holds it
    expect(cell[0]).toBe(1);
    alive?.abandon(0);
    expect(alive?.hold(() => "held")).toBe("held");
  });
});
