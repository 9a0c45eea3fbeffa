import { expect, test } from "bun:test";
import { Connection } from "../../src/bench/connection.ts";
import { ConnectionRing } from "../../src/bench/connection-ring.ts";

test("who came first goes first, round and round", () => {
  const ring = new ConnectionRing(3);
  const lanes = [0, 1, 2].map((index) => new Connection(index));
  for (const lane of lanes) ring.push(lane);
  for (let round = 0; round < 10; round++) {
    const lane = ring.shift();
    expect(lane?.index).toBe(round % 3);
    if (lane !== undefined) ring.push(lane);
  }
  expect(ring.size).toBe(3);
});

test("an empty one gives nothing", () => expect(new ConnectionRing(1).shift()).toBeUndefined());
