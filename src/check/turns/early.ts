/** The cases that show whether clients are served side by side: a server that fails all of them waits with all at once. */
import { attempt } from "../attempt.ts";
import type { ProbeCase } from "../case.ts";
import { resultOf, type Try } from "../verdict.ts";
import { decideAlone, tryInHurry } from "./alone.ts";
import { trySideBySide } from "./company.ts";
import type { Judging } from "./judging.ts";

/**
 * In a hurry, beside another client.
 * @returns whether all of them pass; where one does not that is nothing yet
 */
export async function passBeside(
  { ledger, hurried }: Judging,
  cases: readonly ProbeCase[],
): Promise<boolean> {
  for (const each of cases) {
    const made = await attempt(each, hurried);
    ledger.lastTried = each.id;
    if (made.tried.verdict !== "pass") return false;
    ledger.settleLater(resultOf(each, [{ ...made, counts: true }]));
  }
  return true;
}

/** @param measured tried beside the first of those that keep the judge waiting; otherwise not tried here */
export async function tryEarly(
  judging: Judging,
  cases: readonly ProbeCase[],
  measured: readonly ProbeCase[],
): Promise<void> {
  const { ledger, patient } = judging;
  const failed = new Map<ProbeCase, Try>();
  for (const each of cases.filter(({ id }) => !ledger.has(id))) {
    const blocked = ledger.blockedBy(each);
    const made = blocked === undefined ? await tryInHurry(judging, each) : ledger.skip(each, blocked);
    if (made !== undefined) failed.set(each, made);
  }
  // One of them may keep another from being served; where all wait in vain, each did so when it was alone.
  const isHopeless = failed.size === cases.length && [...failed.values()].every(({ ranOut }) => ranOut);
  for (const group of isHopeless ? [cases] : cases.map((each) => [each])) {
    const again = group.filter((each) => failed.has(each) && !ledger.has(each.id));
    if (again.length === 0) continue;
    const beside = measured.filter(({ id }) => !ledger.has(id));
    const all = [...beside, ...again];
    const tries = await trySideBySide(judging, all, patient, all.length);
    for (const each of beside) {
      const made = tries?.get(each);
      if (made !== undefined && made.tried.verdict !== "fail") ledger.settle(resultOf(each, [made]));
    }
    const isDecided = again.length === 1 || again.every((each) => tries?.get(each)?.tried.verdict === "fail");
    for (const each of again) {
      const [first, second] = [failed.get(each), tries?.get(each)];
      if (first === undefined || ledger.has(each.id)) continue;
      if (second !== undefined && isDecided) ledger.settle(resultOf(each, [first, second]));
      else await decideAlone(judging, each, [first]);
    }
  }
}
