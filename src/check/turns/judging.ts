/** What the turns of one check share, and one try of a case by itself. */
import { type Attempt, attempt } from "../attempt.ts";
import type { ProbeCase } from "../case.ts";
import type { Surroundings } from "../probe/dialer.ts";
import { untilLeft } from "../probe/lingering.ts";
import type { Ledger } from "./ledger.ts";
import type { Life } from "./life.ts";

export interface Judging {
  readonly ledger: Ledger;
  readonly life: Life;
  /** With the contract's patience. */
  readonly patient: Surroundings;
  /** With a patience that follows the server's own reply time: what fails is tried again. */
  readonly hurried: Surroundings;
}

interface Once {
  readonly made: Attempt;
  /** The server died of it. */
  readonly hasKilled: boolean;
}

/**
 * One try, while no other is made. Where the server had died of the case before, that one is to blame, and this one is
 * tried on a fresh start.
 * @returns undefined if it cannot be tried any more
 */
export async function tryOnce(
  { ledger, life, patient }: Judging,
  each: ProbeCase,
  surroundings: Surroundings,
): Promise<Once | undefined> {
  await untilLeft(surroundings.address.port);
  let made = await attempt(each, surroundings);
  if (wasRefused(made) && (await life.isGone(patient, true))) {
    const before = ledger.lastTried;
    // Settled before the restart, so that the process's end is reported with its case.
    if (await life.hasExited()) ledger.blameLast();
    else ledger.flush();
    if (!(await life.restart(before))) {
      ledger.goneAfter = before;
      return undefined;
    }
    ledger.restartedAfter.push(before);
    if (ledger.blockedBy(each) !== undefined) return undefined;
    made = await attempt(each, surroundings);
  }
  const hasKilled = await life.isGone(patient, isSuspect(made));
  // It may have been ending since the case before: then this one does it no harm on a fresh start.
  if (hasKilled && ledger.isWaiting && (await life.hasExited()) && (await life.restart(ledger.lastTried))) {
    const again = await attempt(each, surroundings);
    if (!(await life.isGone(patient, isSuspect(again)))) {
      ledger.restartedAfter.push(ledger.lastTried);
      ledger.blameLast();
      if (ledger.blockedBy(each) !== undefined) return undefined;
      ledger.lastTried = each.id;
      return { made: again, hasKilled: false };
    }
  }
  ledger.lastTried = each.id;
  return { made, hasKilled };
}

/** A process that ends closes its connections some time before its end is reported. */
function isSuspect({ tried, trace }: Attempt): boolean {
  return tried.verdict !== "pass" || trace.some(({ kind }) => kind === "closed" || kind === "reset");
}

function wasRefused({ trace: [first] }: Attempt): boolean {
  return first?.kind === "refused" || first?.kind === "not-accepted";
}
