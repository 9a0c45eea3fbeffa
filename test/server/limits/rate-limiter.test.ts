/** How many requests an address may make: a burst, then so many a second, over all threads. Time is an argument. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { RateLimiter, rateLimiterMemory } from "../../../src/server/limits/rate-limiter.ts";

const ALICE = { high: -1, low: 1 };
const BOB = { high: -1, low: 2 };

function budget(requestRate: number, requestBurst: number) {
  return new RateLimiter(rateLimiterMemory(), { requestRate, requestBurst }, 0);
}

describe("an address that has been silent", () => {
  test("may send its burst at once, and then waits", () => {
    const bucket = budget(10, 5);
    expect(bucket.take(ALICE, 3, 1000)).toEqual({ count: 3, at: 1000 });
    expect(bucket.take(ALICE, 3, 1000)).toEqual({ count: 2, at: 1000 });
    expect(bucket.take(ALICE, 3, 1000)).toEqual({ count: 1, at: 1100 });
  });

  test("has a full bucket again after burst / rate seconds, and never more", () => {
    const bucket = budget(10, 5);
    bucket.take(ALICE, 5, 0);
    expect(bucket.take(ALICE, 9, 500)).toEqual({ count: 5, at: 500 });
    expect(bucket.take(ALICE, 9, 99_000)).toEqual({ count: 5, at: 99_000 });
  });

  test("has the tokens that were added since", () => {
    const bucket = budget(10, 5);
    bucket.take(ALICE, 5, 0);
    expect(bucket.take(ALICE, 9, 250)).toEqual({ count: 2, at: 250 });
  });
});

describe("waits for tokens", () => {
  test("end in the order in which they began, at the rate", () => {
    const bucket = budget(10, 1);
    bucket.take(ALICE, 1, 0);
    expect([1, 2, 3].map(() => bucket.take(ALICE, 1, 0).at)).toEqual([100, 200, 300]);
  });

  test("at a high rate release many requests: few timers suffice", () => {
    const bucket = budget(10_000, 1000);
    bucket.take(ALICE, 1000, 0);
    expect(bucket.take(ALICE, 1000, 0)).toEqual({ count: 500, at: 50 });
  });

  test("whose tokens are given back leave them to others", () => {
    const bucket = budget(10, 1);
    bucket.take(ALICE, 1, 0);
    const { count } = bucket.take(ALICE, 1, 0);
    bucket.giveBack(ALICE, count);
    expect(bucket.take(ALICE, 1, 0).at).toBe(100);
  });
});

test("each address has a bucket of its own", () => {
  const bucket = budget(10, 5);
  bucket.take(ALICE, 5, 0);
  expect(bucket.take(BOB, 5, 0)).toEqual({ count: 5, at: 0 });
});

test("threads take from one bucket", () => {
  const memory = rateLimiterMemory();
  const [first, second] = [0, 1].map(
    (thread) => new RateLimiter(memory, { requestRate: 10, requestBurst: 5 }, thread),
  );
  expect(first?.take(ALICE, 4, 0).count).toBe(4);
  expect(second?.take(ALICE, 4, 0).count).toBe(1);
  expect(first?.take(ALICE, 4, 0).at).toBeGreaterThan(0);
});

test("a million addresses need no more memory than one, and each gets its burst", () => {
  const bucket = budget(10, 5);
  for (let host = 0; host < 1_000_000; host++) {
    const { count, at } = bucket.take({ high: host, low: ~host }, 5, 0);
    if (count !== 5 || at !== 0) throw new Error(`address ${host} was held up`);
  }
});

test("addresses that evict each other's entries may send more, never less", () => {
  const bucket = budget(1, 1);
  for (let host = 0; host < 200_000; host++) bucket.take({ high: host, low: 0 }, 1, 0);
  expect(bucket.take({ high: -7, low: 7 }, 1, 0)).toEqual({ count: 1, at: 0 });
});

test("whatever the requests, no span of time has more answers than the burst and the rate allow", () => {
  const ask = fc.record({ after: fc.nat(300), wanted: fc.integer({ min: 1, max: 20 }) });
  const rates = fc.record({
    rate: fc.integer({ min: 1, max: 2000 }),
    burst: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(rates, fc.array(ask, { minLength: 1, maxLength: 60 }), ({ rate, burst }, asks) => {
      const bucket = budget(rate, burst);
      let now = 0;
      const answered = asks.map(({ after, wanted }) => {
        now += after;
        const { count, at } = bucket.take(ALICE, wanted, now);
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(wanted);
        expect(at).toBeGreaterThanOrEqual(now);
        return { count, at };
      });
      for (const { at: from } of answered) {
        for (const { at: to } of answered.filter(({ at }) => at >= from)) {
          const within = answered.filter(({ at }) => at >= from && at <= to);
          const sum = within.reduce((total, { count }) => total + count, 0);
          expect(sum).toBeLessThanOrEqual(burst + ((to - from) * rate) / 1000 + 0.001);
        }
      }
    }),
  );
});
