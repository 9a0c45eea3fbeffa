/** Cases one after the other: each is tried in a hurry, and with all patience if it failed. */
import type { ProbeCase } from "../case.ts";
import { died, resultOf, type Try } from "../verdict.ts";
import { type Judging, tryOnce } from "./judging.ts";

export async function tryAlone(judging: Judging, each: ProbeCase): Promise<void> {
  await tryWith(judging, each, [judging.hurried, judging.patient], []);
}

/** The try that decides, with all patience, after others that did not. */
export async function decideAlone(judging: Judging, each: ProbeCase, before: readonly Try[]): Promise<void> {
  await tryWith(judging, each, [judging.patient], before);
}

/**
 * One hurried try.
 * @returns the try if it failed and is to be made again; undefined if the case is settled
 */
export async function tryInHurry(judging: Judging, each: ProbeCase): Promise<Try | undefined> {
  const { ledger, hurried } = judging;
  const once = await tryOnce(judging, each, hurried);
  const blocked = ledger.blockedBy(each);
  if (once === undefined) {
    if (blocked !== undefined) ledger.skip(each, blocked);
    return undefined;
  }
  const made = { ...once.made, counts: !once.made.ranOut };
  if (once.hasKilled) await settleDeath(judging, each, [made]);
  else if (made.tried.verdict === "fail") return made;
  else ledger.settleLater(resultOf(each, [made]));
  return undefined;
}

async function tryWith(
  judging: Judging,
  each: ProbeCase,
  patiences: readonly Judging["patient"][],
  before: readonly Try[],
): Promise<void> {
  const { ledger } = judging;
  const tries = [...before];
  for (const surroundings of patiences) {
    const blocked = ledger.blockedBy(each);
    if (blocked !== undefined) return ledger.skip(each, blocked);
    const once = await tryOnce(judging, each, surroundings);
    if (once === undefined) continue;
    tries.push({ ...once.made, counts: !once.made.ranOut });
    if (once.hasKilled) return settleDeath(judging, each, tries);
    if (once.made.tried.verdict !== "fail") break;
  }
  const [first, ...rest] = tries;
  if (first !== undefined) ledger.settleLater(resultOf(each, [first, ...rest]));
}

/** The case in which the server died fails; the others go on after a fresh start, if there is one. */
async function settleDeath(
  { ledger, life }: Judging,
  each: ProbeCase,
  [first, ...rest]: readonly Try[],
): Promise<void> {
  if (first === undefined) return;
  const result = resultOf(each, [first, ...rest]);
  ledger.settle((await life.hasExited()) ? died(result) : result);
  if (await life.restart(each.id)) ledger.restartedAfter.push(each.id);
  else ledger.goneAfter = each.id;
}
