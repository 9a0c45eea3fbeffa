import { expect, test } from "bun:test";
import { Connection } from "../../src/bench/connection.ts";
import { ConnectionRing } from "../../src/bench/connection-ring.ts";

test("connections leave in the order in which they came", () => {
  const ring = new ConnectionRing(3);
  const connections = [0, 1, 2].map((index) => new Connection(index));
  for (const connection of connections) ring.push(connection);
  for (let round = 0; round < 10; round++) {
    const connection = ring.shift();
    expect(connection?.index).toBe(round % 3);
    if (connection !== undefined) ring.push(connection);
  }
  expect(ring.size).toBe(3);
});

test("an empty ring returns nothing", () => expect(new ConnectionRing(1).shift()).toBeUndefined());
