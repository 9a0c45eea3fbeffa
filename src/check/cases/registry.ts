/** All cases, in the contract's order. */
import type { Case } from "../case.ts";
import { BASIC_CASES } from "./basic.ts";
import { FIRST_REPLY_CASES, type FirstReplyCase } from "./connect.ts";
import { ROBUST_CASES } from "./robust.ts";
import { STREAM_CASES } from "./stream.ts";
import { STRICT_CASES } from "./strict.ts";

export const CASES: readonly (Case | FirstReplyCase)[] = [
  ...FIRST_REPLY_CASES,
  ...BASIC_CASES,
  ...STREAM_CASES,
  ...STRICT_CASES,
  ...ROBUST_CASES,
];

export function isFirstReplyCase(each: Case | FirstReplyCase): each is FirstReplyCase {
  return "judge" in each;
}

export function caseOf(id: string): Case | FirstReplyCase {
  const found = CASES.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return found;
}
