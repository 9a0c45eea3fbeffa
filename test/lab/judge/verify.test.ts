import { expect, test } from "bun:test";
import { factsOf } from "../../../src/lab/capture/facts-of.ts";
import { formatVerify, verify } from "../../../src/lab/judge/verify.ts";
import { factsIn } from "../crafted.ts";

test("a capture that shows every point is proven", async () => {
  const facts = await factsIn("good-mesin1");
  expect(verify(facts, "en")).toMatchObject({ schema: 1, isProven: true });
  expect(formatVerify(facts, "en")).toContain("7 of 7 points proven.");
});

test("a point that is not proven has its reason, in the language that was asked for", async () => {
  const facts = await factsIn("reset");
  const verdict = verify(facts, "id");
  expect(verdict.isProven).toBe(false);
  expect(verdict.points.find(({ point }) => point === "1.c.ii")?.reasons).toMatchObject([
    { kind: "closed-by-reset", session: "S1", text: expect.stringContaining("RST") },
  ]);
  expect(formatVerify(facts, "id")).toContain("belum terbukti");
});

test("a remark does not undo a proof", async () => {
  const facts = await factsIn("one-host");
  expect(verify(facts, "en").isProven).toBe(true);
  expect(formatVerify(facts, "en")).toContain("All sessions come from one host only");
});

test("a crowd of sessions is cut short in the text", async () => {
  const { sessions, points, ...rest } = await factsIn("good-mesin1");
  const many = Array.from({ length: 20 }, (_, index) => `S${index + 1}`);
  const crowded = { ...rest, sessions, points: points.map((point) => ({ ...point, evidence: many })) };
  expect(formatVerify(crowded, "en")).toContain("S5, S6, …");
});

test("nothing is proven by no capture", () => {
  const facts = factsOf([], { port: 45_000 });
  expect(verify(facts, "en").isProven).toBe(false);
  expect(formatVerify(facts, "id")).toContain("0 dari 7 butir terbukti.");
});
