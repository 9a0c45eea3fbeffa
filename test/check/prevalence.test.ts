import { expect, test } from "bun:test";
import { PREVALENCE } from "../../src/check/prevalence.ts";
import { CASE_IDS } from "../../src/check/texts/texts.ts";

test("every case was measured, on at most the 111 servers that started", () => {
  expect(Object.keys(PREVALENCE)).toEqual([...CASE_IDS]);
  for (const [id, { fails, tried }] of Object.entries(PREVALENCE)) {
    expect(`${id}: ${[92, 104, 111].includes(tried) && fails >= 0 && fails <= tried}`).toBe(`${id}: true`);
  }
});

test("the shares are those that the project's own story tells", () => {
  expect(PREVALENCE["split-word"]).toEqual({ fails: 90, tried: 104 });
  expect(PREVALENCE["pipelined-two"]).toEqual({ fails: 95, tried: 104 });
  expect(PREVALENCE["connect"]).toEqual({ fails: 0, tried: 111 });
});
