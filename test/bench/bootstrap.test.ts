import { describe, expect, test } from "bun:test";
import { difference, mean, median } from "../../src/bench/bootstrap.ts";

/** A repeatable series around `level`, each value within `spread` of it. */
function series(level: number, spread: number, length: number, phase = 0): readonly number[] {
  return Array.from({ length }, (_, at) => level * (1 + spread * Math.sin(at * 12.9898 + phase)));
}

describe("two series", () => {
  test("of the same level show no difference", () => {
    const found = difference(series(1000, 0.1, 40), series(1000, 0.1, 40, 2), mean);
    expect(found?.interval?.[0]).toBeLessThan(0);
    expect(found?.interval?.[1]).toBeGreaterThan(0);
  });

  test("of different levels show it, and the interval contains it", () => {
    const found = difference(series(1000, 0.1, 40), series(1200, 0.1, 40, 2), mean);
    expect(found?.change).toBeCloseTo(0.2, 1);
    expect(found?.interval?.[0]).toBeWithin(0.1, found?.change ?? 0);
    expect(found?.interval?.[1]).toBeWithin(found?.change ?? 0, 0.3);
  });

  test("give the same interval each time", () => {
    const once = difference(series(5, 0.3, 24), series(6, 0.3, 24), median);
    expect(difference(series(5, 0.3, 24), series(6, 0.3, 24), median)).toEqual(once);
  });

  test("that are short have no interval, and empty ones no difference", () => {
    expect(difference(series(5, 0.3, 15), series(6, 0.3, 40), mean)?.interval).toBeNull();
    expect(difference([], series(6, 0.3, 40), mean)).toBeUndefined();
    expect(difference([0, 0], [1, 2], mean)).toBeUndefined();
  });
});

test("95 % intervals of independent values contain the true change about 95 times of 100", () => {
  let [seed, hits] = [1, 0];
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const noisy = (level: number) => Array.from({ length: 40 }, () => level * (0.8 + 0.4 * random()));
  for (let run = 0; run < 100; run++) {
    const [low, high] = difference(noisy(100), noisy(110), mean)?.interval ?? [1, 0];
    if (low <= 0.1 && high >= 0.1) hits++;
  }
  expect(hits).toBeWithin(85, 101);
});
