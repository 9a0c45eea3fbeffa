import { expect, test } from "bun:test";
import { factsOf } from "../../../src/lab/judge/facts-of.ts";
import { formatVerdict, verdictOf } from "../../../src/lab/report/verdict.ts";
import { factsIn } from "../crafted.ts";

test("a capture that shows every point is proven", async () => {
  const facts = await factsIn("good-mesin1");
  expect(verdictOf(facts, "en")).toMatchObject({ schema: 1, isProven: true });
  expect(formatVerdict(facts, "en")).toContain("7 of 7 points proven.");
});

test("a point that is not proven has its reason, in the chosen language", async () => {
  const facts = await factsIn("reset");
  const verdict = verdictOf(facts, "id");
  expect(verdict.isProven).toBe(false);
  expect(verdict.points.find(({ point }) => point === "1.c.ii")?.reasons).toMatchObject([
    { kind: "closed-by-reset", session: "S1", text: expect.stringContaining("RST") },
  ]);
  expect(formatVerdict(facts, "id")).toContain("belum terbukti");
});

test("a remark does not undo a proof", async () => {
  const facts = await factsIn("one-host");
  expect(verdictOf(facts, "en").isProven).toBe(true);
  expect(formatVerdict(facts, "en")).toContain("All sessions come from one client address,");
});

test("of many sessions the text lists the first", async () => {
  const { sessions, points, ...rest } = await factsIn("good-mesin1");
  const many = Array.from({ length: 20 }, (_, index) => `S${index + 1}`);
  const crowded = { ...rest, sessions, points: points.map((point) => ({ ...point, evidence: many })) };
  expect(formatVerdict(crowded, "en")).toContain("S5, S6, …");
});

test("without a capture nothing is proven", () => {
  const facts = factsOf([], { port: 45_000 });
  expect(verdictOf(facts, "en").isProven).toBe(false);
  expect(formatVerdict(facts, "id")).toContain("0 dari 7 butir terbukti.");
});
