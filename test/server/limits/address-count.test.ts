/** Slots for the connections of an address: as many as the limit, over all threads together, and none is lost. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { AddressCount, addressCountMemory } from "../../../src/server/limits/address-count.ts";
import { ConnectionCount, connectionCountMemory } from "../../../src/server/limits/connection-count.ts";
import type { Hammering } from "./address-count-hammer.ts";

const THREADS = 4;
const FULL = "full";
const ADDRESS_FULL = "address-full";
const key = (host: number) => ({ high: -1, low: host });

/** One memory, seen by each thread through objects of its own. */
function stage(limits: { readonly all: number; readonly each: number }) {
  const memory = { admission: connectionCountMemory(THREADS), places: addressCountMemory(limits.all) };
  const views = Array.from({ length: THREADS }, (_, thread) => {
    const admission = new ConnectionCount(memory.admission);
    return { admission, places: new AddressCount(memory.places, admission, thread) };
  });
  const first = views[0] as (typeof views)[number];
  first.admission.limit = limits.all;
  first.places.limit = limits.each;
  return {
    memory,
    ...first,
    enter: (host: number, thread: number) => views[thread]?.places.enter(key(host), thread),
    leave: (host: number, thread: number) => views[thread]?.places.leave(key(host), thread),
    abandon(thread: number) {
      first.places.abandon(thread);
      return first.admission.abandon(thread);
    },
  };
}

describe("threads that share one limit for each address", () => {
  test("admit as many of an address as it says, on whichever thread, and other addresses too", () => {
    const { enter, places, admission } = stage({ all: 10, each: 3 });
    const entered = [0, 1, 2, 3, 0].map((thread) => enter(7, thread));
    expect(entered).toEqual([undefined, undefined, undefined, ADDRESS_FULL, ADDRESS_FULL]);
    expect(enter(8, 0)).toBeUndefined();
    expect([places.open(key(7)), places.open(key(8)), admission.open]).toEqual([3, 1, 4]);
  });

  test("obey the limit of all too, and a refusal takes no slot of the address", () => {
    const { enter, places } = stage({ all: 2, each: 2 });
    expect([enter(1, 0), enter(2, 1), enter(3, 2)]).toEqual([undefined, undefined, FULL]);
    expect([places.open(key(1)), places.open(key(3))]).toEqual([1, 0]);
  });

  test("obey a limit that is changed, and none if it is 0", () => {
    const { enter, leave, places } = stage({ all: 10, each: 2 });
    enter(1, 0);
    enter(1, 1);
    places.limit = 1;
    leave(1, 0);
    expect(enter(1, 0)).toBe(ADDRESS_FULL);
    places.limit = 0;
    expect([enter(1, 0), enter(1, 0), enter(1, 2)]).toEqual([undefined, undefined, undefined]);
  });

  test("have room for as many connections as the memory was made for, each of an address of its own", () => {
    const { enter, leave, places, admission } = stage({ all: 1000, each: 1 });
    expect(places.capacity).toBeGreaterThanOrEqual(1000);
    for (let turn = 0; turn < 3; turn++) {
      for (let host = 0; host < 1000; host++)
        expect(enter(turn * 5000 + host, host % THREADS)).toBeUndefined();
      expect(enter(-5, 0)).toBe(FULL);
      for (let host = 0; host < 1000; host++) leave(turn * 5000 + host, host % THREADS);
      expect(admission.open).toBe(0);
    }
  });
});

test("for any order of opening, closing and dying, the count of an address is what entered and has not left", () => {
  const step = fc.record({
    thread: fc.nat({ max: THREADS - 1 }),
    host: fc.nat({ max: 12 }),
    act: fc.constantFrom("enter", "enter", "enter", "leave", "abandon"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
      const { enter, leave, abandon, places, admission } = stage({ all: 15, each: 4 });
      const held: { host: number; thread: number }[] = [];
      for (const { thread, host, act } of steps) {
        const ofHost = held.filter((one) => one.host === host).length;
        if (act === "enter") {
          const expected = ofHost >= 4 ? ADDRESS_FULL : held.length >= 15 ? FULL : undefined;
          expect(enter(host, thread)).toBe(expected);
          if (expected === undefined) held.push({ host, thread });
        } else if (act === "abandon") {
          const lost = held.filter((one) => one.thread === thread).length;
          expect(abandon(thread)).toBe(lost);
          held.splice(0, held.length, ...held.filter((one) => one.thread !== thread));
        } else {
          const at = held.findIndex((one) => one.host === host && one.thread === thread);
          if (at < 0) continue;
          held.splice(at, 1);
          leave(host, thread);
        }
        expect(admission.open).toBe(held.length);
      }
      for (let host = 0; host <= 12; host++) {
        expect(places.open(key(host))).toBe(held.filter((one) => one.host === host).length);
      }
    }),
  );
});

test("threads that enter and leave at the same time never pass the limit of an address, and all get out", async () => {
  const addresses = 5;
  const { memory, places, admission } = stage({ all: 100, each: 3 });
  const inside = new SharedArrayBuffer(3 * addresses * Int32Array.BYTES_PER_ELEMENT);
  const rounds = 20_000;
  await Promise.all(
    Array.from({ length: THREADS }, (_, thread) => {
      const worker = new Worker(new URL("./address-count-hammer.ts", import.meta.url));
      worker.postMessage({ thread, rounds, addresses, inside, ...memory } satisfies Hammering);
      return new Promise<void>((resolve, reject) => {
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = () => resolve();
      }).finally(() => worker.terminate());
    }),
  );
  const cells = new Int32Array(inside);
  for (let address = 0; address < addresses; address++) {
    const [now, most, entered] = cells.subarray(3 * address, 3 * address + 3);
    expect([now, places.open({ high: address, low: -address })]).toEqual([0, 0]);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3);
    expect(entered).toBeGreaterThan(rounds / addresses);
  }
  expect(admission.open).toBe(0);
});
