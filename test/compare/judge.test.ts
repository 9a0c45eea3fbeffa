import { expect, test } from "bun:test";
import { judge } from "../../compare/page/judge.ts";
import { estimate } from "../../compare/statistics.ts";

/** Nine values whose 95 % interval is the second lowest to the second highest. */
const between = (low: number, high: number) => {
  const middle = (low + high) / 2;
  return estimate([low - 1, low, middle, middle, middle, middle, middle, high, high + 1]);
};

test("a goal is met by a whole interval, reached by one end of it, missed by neither", () => {
  const around = between(9, 11);
  expect(around.interval).toEqual([9, 11]);
  expect(judge(around, { atLeast: 7 })).toBe("met");
  expect(judge(around, { atLeast: 10.5 })).toBe("reached");
  expect(judge(around, { atLeast: 13 })).toBe("missed");
  expect(judge(around, { atMost: 13 })).toBe("met");
  expect(judge(around, { atMost: 9.5 })).toBe("reached");
  expect(judge(around, { atMost: 7 })).toBe("missed");
});

test("a wide interval decides nothing, and one value is not judged", () => {
  expect(judge(between(5, 15), { atLeast: 11 })).toBe("unclear");
  expect(judge(estimate([1]), { atLeast: 0 })).toBe("not judged");
});
