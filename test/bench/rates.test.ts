import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { nextTrial, parseRamp, rampRates, type Trial } from "../../src/bench/rates.ts";

describe("a ramp", () => {
  test("goes from the first rate to the last", () => {
    expect(rampRates(parseRamp("100:400:100"))).toEqual([100, 200, 300, 400]);
    expect(rampRates(parseRamp("100:350:100"))).toEqual([100, 200, 300, 350]);
    expect(rampRates(parseRamp("5:5:1"))).toEqual([5]);
  });

  for (const text of ["", "100", "100:50:10", "0:5:1", "1:5:0", "1:2", "1:2:3:4", "a:b:c", "1:100000:1"]) {
    test(`${JSON.stringify(text)} is refused`, () => expect(() => parseRamp(text)).toThrow());
  }
});

/** Runs a search against a server that meets the expectation as `meets` decides. */
function play(meets: (rate: number, trial: number) => boolean) {
  const trials: Trial[] = [];
  for (;;) {
    const next = nextTrial(trials);
    if (next.kind === "found") return { rate: next.rate, trials };
    if (trials.length > 500) throw new Error("the search does not end");
    trials.push({ rate: next.rate, isMet: meets(next.rate, trials.length) });
  }
}

describe("the search for the highest rate", () => {
  test("ends at most 5 % below the limit, whatever the limit is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_000_000 }), (limit) => {
        const { rate } = play((tried) => tried <= limit);
        expect(rate).toBeLessThanOrEqual(limit);
        expect(rate).toBeGreaterThanOrEqual(Math.min(limit / 1.06, limit - 1));
      }),
    );
  });

  test("doubles first, each rate twice", () => {
    const { trials } = play((tried) => tried <= 5000);
    expect(trials.slice(0, 8).map(({ rate }) => rate)).toEqual([
      1000, 1000, 2000, 2000, 4000, 4000, 8000, 8000,
    ]);
  });

  test("a third trial decides when two differ", () => {
    const { rate, trials } = play((tried, trial) => (trial === 1 ? false : tried <= 5000));
    expect(trials.slice(0, 4)).toEqual([
      { rate: 1000, isMet: true },
      { rate: 1000, isMet: false },
      { rate: 1000, isMet: true },
      { rate: 2000, isMet: true },
    ]);
    expect(rate).toBeGreaterThan(4500);
  });

  test("the rate that was found is tried again at the end, and lowered if it then misses twice", () => {
    let saved = 3; // trials that the server can serve above its limit
    const { rate, trials } = play((tried) => tried <= 900 || (tried <= 1100 && saved-- > 0));
    expect(rate).toBeWithin(850, 901);
    expect(trials.at(-1)).toEqual({ rate: rate ?? 0, isMet: true });
  });

  test("a rate that missed while the machine was busy is tried again at the end, and the search goes on", () => {
    const busy = new Set([7, 8]); // of the trials at 8000 the second and the third; the first is trial 6
    const { rate, trials } = play((tried, trial) => tried <= 20_000 && !busy.has(trial));
    expect(trials.slice(6, 9)).toEqual([
      { rate: 8000, isMet: true },
      { rate: 8000, isMet: false },
      { rate: 8000, isMet: false },
    ]);
    expect(rate).toBeWithin(19_000, 20_001);
  });

  test("ends after 40 trials, however the server behaves", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), (answers) => {
        const { trials } = play(() => answers.next().value);
        expect(trials.length).toBeLessThanOrEqual(40);
      }),
    );
  });

  test("finds nothing if not even one request per second meets the expectation", () => {
    expect(play(() => false).rate).toBeUndefined();
  });

  test("tries no rate below the lowest that can be judged", () => {
    const tried: number[] = [];
    for (let next = nextTrial([], 1667); next.kind === "try"; ) {
      tried.push(next.rate);
      next = nextTrial(
        tried.map((rate) => ({ rate, isMet: false })),
        1667,
      );
    }
    expect(tried).toEqual([1667, 1667]);
  });

  test("ends at the highest rate that there is", () => {
    expect(play(() => true).rate).toBe(10_000_000);
  });
});
