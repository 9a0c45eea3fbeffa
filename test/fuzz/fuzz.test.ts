/** The short form of `npm run fuzz`: a fixed number of cases of a fixed seed, so that a run is the same everywhere. */
import { expect, test } from "bun:test";
import { RandomCases } from "./random.ts";
import { TARGETS } from "./registry.ts";
import { fuzz, type Target } from "./target.ts";

const SEED = 45_000;
const SECONDS = 50;

for (const target of TARGETS) {
  const isMissing = target.name === "capture" && Bun.which("tshark") === null;
  test.skipIf(isMissing)(`${target.name}: ${target.invariant}`, async () => {
    const { tried, finding } = await fuzz(target, { seed: SEED, cases: target.cases, seconds: SECONDS });
    expect(finding?.message).toBeUndefined();
    expect(tried).toBeGreaterThan(0);
  });
}

test("a case that breaks an invariant is found, reduced, and can be replayed", async () => {
  const broken: Target = {
    name: "broken",
    invariant: "no byte is 77",
    cases: 10_000,
    run(choices) {
      while (!choices.areOver) if (choices.byte() === 77) throw new Error("it is 77");
    },
  };
  const { finding } = await fuzz(broken, { seed: 1, cases: broken.cases, seconds: SECONDS });
  expect(finding?.hex).toBe("4d");
  expect(finding?.message).toContain("it is 77");
});

test("the same seed gives the same cases, and another seed others", () => {
  const some = (seed: number) => {
    const random = new RandomCases(seed);
    return Array.from({ length: 100 }, () => Buffer.from(random.next()).toString("hex"));
  };
  expect(some(3)).toEqual(some(3));
  expect(new Set([...some(3), ...some(4)]).size).toBeGreaterThan(190);
});
