/** A whole check: every planned case in its turn, tried again where it failed, skipped where it stands on nothing. */
import { type Attempt, attempt, observe } from "./attempt.ts";
import { type Case, PASS } from "./case.ts";
import type { FirstReplyCase } from "./cases/connect.ts";
import type { Plan } from "./plan.ts";
import { askFirst, type FirstReply } from "./probe/first-reply.ts";
import type { Surroundings } from "./probe/probe.ts";
import { normalReplyOf } from "./probe/replies.ts";
import type { CaseResult } from "./result.ts";
import { type Blocked, resultOf, skipped } from "./verdict.ts";

export interface RunOptions {
  readonly plan: Plan;
  readonly surroundings: Omit<Surroundings, "normal">;
  /** Cases side by side at most. */
  readonly jobs: number;
  /** Whether the server's process has ended, where it is known. */
  readonly hasExited: () => Promise<boolean>;
  /** Brings a server back that is gone; false where the check did not start it, or it does not come back. */
  readonly revive: () => Promise<boolean>;
  /** Told of each result as it comes. */
  readonly onResult: (result: CaseResult) => void;
}

export interface CaseRun {
  /** In the order in which they were tried; those that the chosen stand on among them. */
  readonly results: ReadonlyMap<string, CaseResult>;
  readonly surroundings: Surroundings;
  /** The case after which the server had stopped serving. */
  readonly goneAfter: string | undefined;
}

/** Tries for a sign of life, and milliseconds between them. */
const LIFE_TRIES = 3;
const LIFE_PAUSE_MS = 1_000;

export async function run({
  plan,
  surroundings: known,
  jobs,
  hasExited,
  revive,
  onResult,
}: RunOptions): Promise<CaseRun> {
  const results = new Map<string, CaseResult>();
  let surroundings: Surroundings = { ...known, normal: undefined };
  let goneAfter: string | undefined;
  let lastTried = "time-reply";

  const passed = (id: string) => results.get(id)?.verdict === "pass";

  function settle(result: CaseResult): void {
    results.set(result.id, result);
    onResult(result);
  }

  async function tryFirstReply(cases: readonly FirstReplyCase[]): Promise<void> {
    const first = await readFirst(surroundings);
    const isRight = cases.every((each) => each.judge(first.reply).verdict === "pass");
    const second = isRight ? undefined : await readFirst(surroundings);
    for (const each of cases) {
      const blocked = blockedBy(each);
      if (blocked !== undefined) {
        settle(skipped(each, blocked));
        continue;
      }
      const judged = { ...first.attempt, tried: first.error ?? each.judge(first.reply) };
      const again = second && { ...second.attempt, tried: second.error ?? each.judge(second.reply) };
      settle(resultOf(each, judged, judged.tried.verdict === "pass" ? undefined : again));
    }
    const bySecond = results.get("time-reply")?.isFlaky === true;
    const reply = bySecond ? second?.reply : first.reply;
    if (passed("time-reply")) surroundings = { ...surroundings, normal: normalReplyOf(reply?.text ?? "") };
  }

  function blockedBy(each: Pick<Case, "standsOn">): Blocked | undefined {
    if (goneAfter !== undefined) return { why: "server-gone", on: goneAfter };
    const on = each.standsOn.find((id) => !passed(id));
    return on === undefined ? undefined : { why: "stands-on", on };
  }

  /** The case, and a second time where it failed. */
  async function tryTwice(each: Case): Promise<CaseResult> {
    const first = await attempt(each, surroundings);
    const again = first.tried.verdict === "fail" ? await attempt(each, surroundings) : undefined;
    return resultOf(each, first, again);
  }

  async function tryCase(each: Case): Promise<void> {
    const blocked = blockedBy(each);
    if (blocked !== undefined) {
      settle(skipped(each, blocked));
      return;
    }
    const result = await tryTwice(each);
    const isGone = (await hasExited()) || (result.verdict === "fail" && !(await isAlive()));
    // One that was not even let in is not to blame: the server was gone before.
    if (isGone && wasRefused(result)) {
      goneAfter = lastTried;
      settle(skipped(each, { why: "server-gone", on: lastTried }));
      return;
    }
    if (isGone) goneAfter = each.id;
    lastTried = each.id;
    settle(result);
  }

  /** Side by side, for cases that leave a server as it was; where it died all the same, again one by one. */
  async function trySideBySide(cases: readonly Case[], width: number): Promise<void> {
    const open = cases.filter((each) => blockedBy(each) === undefined);
    const queue = open.values();
    const tried = new Map<Case, CaseResult>();
    const work = async () => {
      for (const each of queue) tried.set(each, await tryTwice(each));
    };
    await Promise.all(Array.from({ length: width }, work));
    const failed = open.filter((each) => tried.get(each)?.verdict === "fail");
    const isGone = open.length > 0 && ((await hasExited()) || (failed.length > 0 && !(await isAlive())));
    if (isGone && (await revive())) {
      for (const each of cases) await tryCase(each);
      return;
    }
    const after = open.map(({ id }) => id).join(", ");
    for (const each of cases) {
      const result = tried.get(each);
      if (result === undefined) await tryCase(each);
      // Which of them it was nobody saw, so none is blamed.
      else if (isGone && failed.includes(each)) settle(skipped(each, { why: "server-gone", on: after }));
      else settle(result);
    }
    if (isGone) goneAfter = after;
  }

  async function isAlive(): Promise<boolean> {
    const asksTime = passed("time-reply");
    for (let index = 0; index < LIFE_TRIES && !(await hasExited()); index++) {
      if (index > 0) await Bun.sleep(LIFE_PAUSE_MS);
      const sign = await observe(surroundings, async (peers) => {
        if (asksTime) await peers.expectServed();
        else await peers.open();
        return PASS;
      });
      if (sign.tried.verdict !== "fail") return true;
    }
    return false;
  }

  await tryFirstReply(plan.first);
  for (const each of plan.early) await tryCase(each);
  const isConcurrent = ["concurrent-idle", "concurrent-partial", "concurrent-many"].every(passed);
  await trySideBySide(plan.quiet, isConcurrent ? jobs : 1);
  for (const each of plan.alone) await tryCase(each);
  return { results, surroundings, goneAfter };
}

interface First {
  readonly reply: FirstReply;
  readonly attempt: Attempt;
  /** What kept the judge from it. */
  readonly error: Extract<Attempt["tried"], { verdict: "error" }> | undefined;
}

async function readFirst(surroundings: Surroundings): Promise<First> {
  let reply: FirstReply = { connected: "not-accepted", text: "", ending: undefined, replyMs: 0 };
  const made = await observe(surroundings, async (peers) => {
    reply = await askFirst(peers);
    return PASS;
  });
  return { reply, attempt: made, error: made.tried.verdict === "error" ? made.tried : undefined };
}

function wasRefused({ exchange: [first] }: CaseResult): boolean {
  return first?.kind === "refused" || first?.kind === "not-accepted";
}
