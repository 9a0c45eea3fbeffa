import { expect, test } from "bun:test";
import type { Plan } from "../../src/bench/plan.ts";
import { rehearse } from "../../src/bench/rehearsal.ts";
import { WallClock } from "../../src/bench/wall-clock.ts";

test("the rehearsal ends soon, whatever the load, and sends nothing", () => {
  const wall = new WallClock();
  wall.read(Date.now(), performance.now());
  for (const pipeline of [1, 10_000]) {
    const plan: Plan = {
      ...{ address: "192.0.2.1", port: 45_000, threads: 4, connections: 3, pipeline, churn: true, idle: 0 },
      ...{ timeoutMs: 10, toleranceMs: 10 },
    };
    const from = performance.now();
    rehearse(plan, Buffer.from("TIME\r\n".repeat(pipeline)), wall);
    expect(performance.now() - from).toBeLessThan(3000);
  }
});
