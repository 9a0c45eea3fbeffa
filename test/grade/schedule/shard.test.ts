import { expect, test } from "bun:test";
import { isInShard, parseShard } from "../../../src/grade/schedule/shard.ts";

test("the shards of a class are disjoint, and together they are the class", () => {
  const positions = Array.from({ length: 23 }, (_, position) => position);
  const shards = Array.from({ length: 4 }, (_, index) => ({ index: index + 1, of: 4 }));
  const counts = positions.map((position) => shards.filter((shard) => isInShard(position, shard)).length);
  expect(counts).toEqual(positions.map(() => 1));
  expect(positions.every((position) => isInShard(position, undefined))).toBe(true);
});

test("a shard is written as 3/10", () => {
  expect(parseShard("3/10")).toEqual({ index: 3, of: 10 });
  for (const text of ["0/3", "4/3", "1", "1/0", "a/3", "-1/3", "1/3/5"])
    expect(parseShard(text)).toBeUndefined();
});
