/** All cases, in the contract's order; ids, schema, replays, fixes and prevalence derive from this list. */
import type { Case } from "../case.ts";
import { BASIC_CASES } from "./basic.ts";
import { FIRST_REPLY_CASES } from "./connect.ts";
import { ROBUST_CASES } from "./robust.ts";
import { STREAM_CASES } from "./stream.ts";
import { STRICT_CASES } from "./strict.ts";

const ALL = [
  ...FIRST_REPLY_CASES,
  ...BASIC_CASES,
  ...STREAM_CASES,
  ...STRICT_CASES,
  ...ROBUST_CASES,
] as const;

export type CaseId = (typeof ALL)[number]["id"];

/** Typed by `CaseId`: the compiler rejects a prerequisite that is not a case. */
export const CASES: readonly Case<CaseId>[] = ALL;
export const CASE_IDS: readonly CaseId[] = CASES.map(({ id }) => id);

/** @throws {Error} for an id that no case has */
export function caseOf(id: string): Case<CaseId> {
  const found = CASES.find((each) => each.id === id);
  if (found === undefined) throw new Error(`the contract has no case ${JSON.stringify(id)}`);
  return found;
}
