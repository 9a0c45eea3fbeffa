/** A whole check: every planned case in its turn, tried again if it failed, skipped if a prerequisite did not pass. */
import { type Attempt, attempt, observe } from "./attempt.ts";
import type { FirstReplyCase, ProbeCase } from "./case.ts";
import { PASS } from "./outcome.ts";
import { CONCURRENT, type Plan } from "./plan.ts";
import { type FirstReply, requestFirst } from "./probe/first-reply.ts";
import type { Surroundings } from "./probe/probe.ts";
import { normalReplyOf } from "./probe/replies.ts";
import type { CaseResult } from "./result.ts";
import { type Blocked, resultOf, skipped } from "./verdict.ts";

export interface RunOptions {
  readonly plan: Plan;
  readonly surroundings: Omit<Surroundings, "normal">;
  /** Cases side by side at most. */
  readonly jobs: number;
  /** Whether the server's process has ended; false if the process is not known. */
  readonly hasExited: () => Promise<boolean>;
  /** Restarts a server that has gone; false if the check did not start it, or it does not come back. */
  readonly revive: () => Promise<boolean>;
  /** Called with each result as it is settled. */
  readonly onResult: (result: CaseResult) => void;
}

export interface CaseRun {
  /** In the order in which they were tried; prerequisites among them. */
  readonly results: ReadonlyMap<string, CaseResult>;
  readonly surroundings: Surroundings;
  /** The case after which the server had stopped serving. */
  readonly goneAfter: string | undefined;
}

/** Requests to a server that failed a case before it counts as gone, and the pause between them. */
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

  function blockedBy(each: Pick<ProbeCase, "prerequisites">): Blocked | undefined {
    if (goneAfter !== undefined) return { why: "server-gone", on: goneAfter };
    const on = each.prerequisites.find((id) => !passed(id));
    return on === undefined ? undefined : { why: "prerequisite", on };
  }

  /** The case, and a second time if it failed. */
  async function tryTwice(each: ProbeCase): Promise<CaseResult> {
    const first = await attempt(each, surroundings);
    const again = first.tried.verdict === "fail" ? await attempt(each, surroundings) : undefined;
    return resultOf(each, first, again);
  }

  async function tryCase(each: ProbeCase): Promise<void> {
    const blocked = blockedBy(each);
    if (blocked !== undefined) {
      settle(skipped(each, blocked));
      return;
    }
    const result = await tryTwice(each);
    const isGone = (await hasExited()) || (result.verdict === "fail" && !(await isAlive()));
    // A case whose connection was refused is not to blame: the server had gone before it.
    if (isGone && wasRefused(result)) {
      goneAfter = lastTried;
      settle(skipped(each, { why: "server-gone", on: lastTried }));
      return;
    }
    if (isGone) goneAfter = each.id;
    lastTried = each.id;
    settle(result);
  }

  /** Side by side, for cases that leave a server as it was; one by one again if it died all the same. */
  async function trySideBySide(cases: readonly ProbeCase[], width: number): Promise<void> {
    const open = cases.filter((each) => blockedBy(each) === undefined);
    const queue = open.values();
    const tried = new Map<ProbeCase, CaseResult>();
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
      // Which of them did it is not known, so none of them fails for it.
      else if (isGone && failed.includes(each)) settle(skipped(each, { why: "server-gone", on: after }));
      else settle(result);
    }
    if (isGone) goneAfter = after;
  }

  async function isAlive(): Promise<boolean> {
    const expectsTime = passed("time-reply");
    for (let index = 0; index < LIFE_TRIES && !(await hasExited()); index++) {
      if (index > 0) await Bun.sleep(LIFE_PAUSE_MS * surroundings.timeScale);
      const sign = await observe(surroundings, async (probe) => {
        if (expectsTime) await probe.expectServed();
        else await probe.open();
        return PASS;
      });
      if (sign.tried.verdict !== "fail") return true;
    }
    return false;
  }

  await tryFirstReply(plan.first);
  for (const each of plan.early) await tryCase(each);
  await trySideBySide(plan.parallel, CONCURRENT.every(passed) ? jobs : 1);
  for (const each of plan.serial) await tryCase(each);
  return { results, surroundings, goneAfter };
}

interface First {
  readonly reply: FirstReply;
  readonly attempt: Attempt;
  /** What prevented the judge from trying it. */
  readonly error: Extract<Attempt["tried"], { verdict: "error" }> | undefined;
}

async function readFirst(surroundings: Surroundings): Promise<First> {
  let reply: FirstReply = { connected: "not-accepted", text: "", ending: undefined, replyMs: 0 };
  const made = await observe(surroundings, async (probe) => {
    reply = await requestFirst(probe);
    return PASS;
  });
  return { reply, attempt: made, error: made.tried.verdict === "error" ? made.tried : undefined };
}

function wasRefused({ trace: [first] }: CaseResult): boolean {
  return first?.kind === "refused" || first?.kind === "not-accepted";
}
