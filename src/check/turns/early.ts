/** The cases that show whether clients are served side by side: a server that fails all of them waits with all at once. */
import type { ProbeCase } from "../case.ts";
import { resultOf, type Try } from "../verdict.ts";
import { decideAlone, tryInHurry } from "./alone.ts";
import { trySideBySide } from "./company.ts";
import type { Judging } from "./judging.ts";

export async function tryEarly(judging: Judging, cases: readonly ProbeCase[]): Promise<void> {
  const { ledger, patient } = judging;
  const failed = new Map<ProbeCase, Try>();
  for (const each of cases) {
    const blocked = ledger.blockedBy(each);
    const made = blocked === undefined ? await tryInHurry(judging, each) : ledger.skip(each, blocked);
    if (made !== undefined) failed.set(each, made);
  }
  // One of them may keep another from being served; where all wait in vain, each did so when it was alone.
  const isHopeless =
    failed.size > 1 && failed.size === cases.length && [...failed.values()].every(({ ranOut }) => ranOut);
  const again = isHopeless ? await trySideBySide(judging, cases, patient, cases.length) : undefined;
  const waitInVain = [...(again?.values() ?? [])].every(({ tried }) => tried.verdict === "fail");
  for (const [each, made] of failed) {
    const second = again?.get(each);
    if (ledger.has(each.id)) continue;
    if (second !== undefined && waitInVain) ledger.settle(resultOf(each, [made, second]));
    else await decideAlone(judging, each, [made]);
  }
}
