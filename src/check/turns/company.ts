/** Cases side by side, for a server that serves clients side by side; what company may have spoilt is decided alone. */
import { type Attempt, attempt } from "../attempt.ts";
import type { ProbeCase } from "../case.ts";
import { CLOCKS } from "../plan.ts";
import type { Surroundings } from "../probe/dialer.ts";
import { untilLeft } from "../probe/lingering.ts";
import { resultOf, type Try } from "../verdict.ts";
import { decideAlone, tryAlone, tryInHurry } from "./alone.ts";
import type { Judging } from "./judging.ts";

interface Company {
  /** Cases side by side at most. */
  readonly width: number;
  /** The server may not serve so many: what fails is tried alone. */
  readonly isDoubtful: boolean;
  /** Called as the cases begin, with how many more clients the server is known to serve beside them. */
  readonly onBegin?: (room: number) => void;
}

/** So many at once has the case `concurrent-many` shown to be served. */
export const CLIENTS = 20;

/** @param closes wait for a close, and are first tried alone */
export async function tryCompany(
  judging: Judging,
  closes: readonly ProbeCase[],
  company: readonly ProbeCase[],
  { width, isDoubtful, onBegin = () => {} }: Company,
): Promise<void> {
  const { ledger, life, patient, hurried } = judging;
  const open = new Map<string, Try>();
  const isSettled = ({ prerequisites }: ProbeCase) => !prerequisites.some((id) => open.has(id));
  for (const each of closes) {
    const blocked = ledger.blockedBy(each);
    if (!isSettled(each)) continue;
    if (blocked !== undefined) ledger.skip(each, blocked);
    else {
      const failed = await tryInHurry(judging, connectedAlone(each));
      if (failed !== undefined) open.set(each.id, failed);
    }
  }
  // A server that ends a moment after its answer has ended by now, or does not answer this.
  if (closes.length > 0 && (await life.isGone(patient, true))) {
    const before = ledger.lastTried;
    if (await life.hasExited()) ledger.blameLast();
    if (await life.restart(before)) ledger.restartedAfter.push(before);
  }
  ledger.flush();
  const first = [...closes.filter(({ id }) => open.has(id)), ...company.filter(isSettled)];
  // `repeat` has ended when the last one connects, and so have the clients of what measures the server.
  const clients = first.filter(({ inCompany }) => inCompany !== "measured").length - 1;
  onBegin(CLIENTS - Math.min(clients, width));
  const tries = await trySideBySide(judging, first, patient, width);
  if (tries === undefined) return settleRest(judging, [...closes, ...company]);

  const again: ProbeCase[] = [];
  const alone: ProbeCase[] = [];
  for (const [each, made] of tries) {
    const isFail = made.tried.verdict === "fail";
    const before = open.get(each.id);
    const isFailValid = each.inCompany === "valid" || each.inCompany === "reply";
    if (isFailValid && isFail && !isDoubtful) again.push(each);
    else if (before === undefined ? isFail || isByClose(each, made) : isDoubtful || !isFail) alone.push(each);
    else ledger.settle(resultOf(each, before === undefined ? [made] : [before, made]));
  }
  const second = await trySideBySide(judging, again, hurried, width);
  if (second === undefined) return settleRest(judging, [...closes, ...company]);
  for (const [each, made] of second) {
    const before = tries.get(each);
    ledger.settle(resultOf(each, before === undefined ? [made] : [before, made]));
  }
  const before = (each: ProbeCase): readonly Try[] => {
    const made = open.get(each.id) ?? tries.get(each);
    return made === undefined ? [] : [{ ...made, counts: made.counts && open.has(each.id) }];
  };
  await tryClocks(judging, alone, before);
  for (const each of alone) {
    if (ledger.has(each.id)) continue;
    if (each.inCompany === "measured") {
      ledger.flush();
      await life.startAfresh();
    }
    await decideAlone(judging, each, before(each));
  }
  await settleRest(judging, [...closes, ...company]);
}

/** The cases that read the clock twice, where both are to be tried: beside each other, and beside no others. */
export async function tryClocks(
  judging: Judging,
  cases: readonly ProbeCase[],
  before: (each: ProbeCase) => readonly Try[] = () => [],
): Promise<void> {
  const clocks = cases.filter(({ id }) => CLOCKS.includes(id));
  if (clocks.length < 2) return;
  const tries = await trySideBySide(judging, clocks, judging.patient, clocks.length);
  for (const [each, made] of tries ?? []) {
    const [first, ...rest] = [...before(each), made];
    if (first !== made || made.tried.verdict !== "fail")
      judging.ledger.settle(resultOf(each, [first ?? made, ...rest]));
  }
}

/** A pass that may be owed to the company: some servers close only when the next client comes. */
function isByClose({ inCompany }: ProbeCase, { tried, trace }: Attempt): boolean {
  const isClosed = trace.some(({ kind }) => kind === "closed" || kind === "reset");
  return inCompany === "reply" && tried.verdict === "pass" && isClosed;
}

/** The same case, and no other connection is opened or closed from its first connect to its end. */
function connectedAlone(each: ProbeCase): ProbeCase {
  return { ...each, run: (probe) => probe.alone(() => each.run(probe)) };
}

/** Those that are not settled, one after the other. */
async function settleRest(judging: Judging, cases: readonly ProbeCase[]): Promise<void> {
  for (const each of cases) if (!judging.ledger.has(each.id)) await tryAlone(judging, each);
}

/**
 * All of them, so many at a time.
 * @returns undefined if the server died, which of them did it is not known, and they are to be tried one by one
 */
export async function trySideBySide(
  { ledger, life, patient }: Judging,
  cases: readonly ProbeCase[],
  surroundings: Surroundings,
  width: number,
): Promise<ReadonlyMap<ProbeCase, Try> | undefined> {
  await untilLeft(surroundings.address.port);
  const queue = cases.filter((each) => ledger.blockedBy(each) === undefined);
  const tries = new Map<ProbeCase, Try>();
  const waiting = queue.values();
  const work = async () => {
    for (const each of waiting) tries.set(each, counted(await attempt(each, surroundings)));
  };
  await Promise.all(Array.from({ length: width }, work));
  const failed = [...tries].filter(([, { tried }]) => tried.verdict === "fail").map(([each]) => each);
  const isGone = queue.length > 0 && (await life.isGone(patient, failed.length > 0));
  if (!isGone)
    return new Map(
      queue.flatMap((each) => {
        const made = tries.get(each);
        return made === undefined ? [] : [[each, made] as const];
      }),
    );
  const after = queue.map(({ id }) => id).join(", ");
  if (await life.startAfresh(after)) return undefined;
  for (const [each, made] of tries) {
    if (failed.includes(each)) ledger.skip(each, { why: "server-gone", on: after });
    else ledger.settle(resultOf(each, [made]));
  }
  ledger.goneAfter = after;
  return undefined;
}

function counted(made: Attempt): Try {
  return { ...made, counts: !made.ranOut };
}
