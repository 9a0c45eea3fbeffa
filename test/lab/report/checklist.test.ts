import { expect, test } from "bun:test";
import { POINTS } from "../../../src/lab/capture/facts.ts";
import { checklistOf, formatChecklist } from "../../../src/lab/report/checklist.ts";
import type { ReportInput } from "../../../src/lab/report/outline.ts";
import { sampleFacts, TWO_SESSIONS } from "./sample-facts.ts";

const COMPLETE: ReportInput = {
  facts: sampleFacts(TWO_SESSIONS),
  identity: { name: "Siti", nrp: "5025211042", class: undefined },
  source: "https://github.com/siti/progjar",
  language: "en",
};

test("a complete report has an empty checklist", () => {
  expect(checklistOf(COMPLETE)).toEqual([]);
  expect(formatChecklist([], COMPLETE.facts, "en")).toContain("nothing is missing");
});

test("a point that the captures cannot show is listed as such, with the reason", () => {
  const points = COMPLETE.facts.points.map((point) =>
    point.point === "1.b"
      ? {
          ...{ ...point, state: "unseen" as const, isProven: false, evidence: [] },
          unseen: [{ kind: "no-times" as const, session: "S1", detail: undefined, others: 0 }],
        }
      : point,
  );
  const input = { ...COMPLETE, facts: { ...COMPLETE.facts, points } };
  const items = checklistOf(input);
  expect(items).toEqual([{ kind: "unseen", point: "1.b" }]);
  expect(formatChecklist(items, input.facts, "en")).toMatch(/\n- 1\.b cannot be seen\. .{30}/);
});

test("what is missing is listed, and each point that is not proven with its reason, in both languages", () => {
  const identity = { name: undefined, nrp: undefined, class: undefined };
  const input = { ...COMPLETE, identity, source: undefined, facts: sampleFacts([], POINTS) };
  const items = checklistOf(input);
  expect(items.map(({ kind }) => kind).slice(0, 4)).toEqual(["name", "nrp", "source", "not-proven"]);
  const lines = formatChecklist(items, input.facts, "en").split("\n");
  expect(lines[0]).toBe("before you hand it in:");
  expect(lines).toHaveLength(1 + 3 + POINTS.length);
  for (const [index, point] of POINTS.entries()) {
    expect(lines[4 + index]).toMatch(new RegExp(`^- ${point} is not proven\\. [A-Z].{20}`));
  }
  expect(formatChecklist(items, input.facts, "id")).toContain("- 1.a belum terbukti. ");
});
