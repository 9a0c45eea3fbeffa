import { describe, expect, test } from "bun:test";
import { type Expectation, isMet, parseExpectations } from "../../src/bench/expectation.ts";

const parse = (text: string) => {
  const [expectation] = parseExpectations(text);
  return expectation as Expectation;
};

describe("parsed as", () => {
  const READ: Readonly<Record<string, readonly [Expectation["metric"], string, number]>> = {
    "p99<5ms": [{ kind: "percentile", percentile: 99 }, "<", 5],
    "p99.9 <= 250us": [{ kind: "percentile", percentile: 99.9 }, "<=", 0.25],
    "p50<800µs": [{ kind: "percentile", percentile: 50 }, "<", 0.8],
    "max<1.5s": [{ kind: "max" }, "<", 1500],
    "rate>=50k": [{ kind: "rate" }, ">=", 50_000],
    "rate>1.5M/s": [{ kind: "rate" }, ">", 1_500_000],
    "replies=1000": [{ kind: "replies" }, "=", 1000],
    "errors=0": [{ kind: "errors", of: undefined, unit: "count" }, "=", 0],
    "errors<0.1%": [{ kind: "errors", of: undefined, unit: "percent" }, "<", 0.1],
    "errors.no-reply=0": [{ kind: "errors", of: "no-reply", unit: "count" }, "=", 0],
  };
  for (const [text, [metric, operator, bound]] of Object.entries(READ)) {
    test(text, () => {
      const expectation = parse(text);
      expect(expectation).toMatchObject({ text, metric, operator });
      expect(expectation.bound).toBeCloseTo(bound, 9);
    });
  }

  test("several, separated by commas", () => {
    expect(parseExpectations("p99<5ms, errors=0").map(({ text }) => text)).toEqual(["p99<5ms", "errors=0"]);
  });
});

describe("refused with a hint", () => {
  const REFUSED: Readonly<Record<string, string>> = {
    "": "METRIC",
    p99: "METRIC",
    "p99<5": "ms",
    "p99<5kg": "ms",
    "p100<5ms": "p99.9",
    "latency<5ms": "errors.KIND",
    "errors.strange=0": "errors.KIND",
    "errors=0ms": "%",
    "rate>5ms": "k/s",
    "p99=<5ms": "METRIC",
    "p99<5ms,": "METRIC",
    "p99<-5ms": "METRIC",
  };
  for (const [text, word] of Object.entries(REFUSED)) {
    test(JSON.stringify(text), () => expect(() => parseExpectations(text)).toThrow(word));
  }
});

test("the bound itself meets <= and misses <", () => {
  expect(isMet(parse("p99<5ms"), 5)).toBe(false);
  expect(isMet(parse("p99<=5ms"), 5)).toBe(true);
  expect(isMet(parse("rate>=5"), 5)).toBe(true);
  expect(isMet(parse("rate>5"), 5)).toBe(false);
  expect(isMet(parse("errors=0"), 0)).toBe(true);
});

test("an unknown value meets no expectation", () => {
  for (const text of ["p99<5ms", "p99>5ms", "max>=0ms"]) expect(isMet(parse(text), undefined)).toBe(false);
});
