/** The first connection ever made: all that it judges is settled by it, or by that of a fresh start. */
import { type Attempt, observe } from "../attempt.ts";
import type { FirstReplyCase } from "../case.ts";
import { PASS } from "../outcome.ts";
import type { Surroundings } from "../probe/dialer.ts";
import { type FirstReply, requestFirst } from "../probe/first-reply.ts";
import { isTimeLike } from "../probe/replies.ts";
import { resultOf } from "../verdict.ts";
import type { Ledger } from "./ledger.ts";
import type { Life } from "./life.ts";

/** A server that loses its first client would pass at a second connection: these decide on a fresh start. */
const DECIDED_AFRESH: readonly string[] = ["connect", "time-reply"];

/**
 * @param onTime called as soon as the first reply has come and nothing but the silence behind it is missing; until that
 * is over the reply's text may grow
 * @returns the reply that was judged
 */
export async function tryFirstReply(
  ledger: Ledger,
  life: Life,
  surroundings: Surroundings,
  cases: readonly FirstReplyCase[],
  onTime: (reply: FirstReply) => void,
): Promise<FirstReply> {
  const early = cases.filter(({ id }) => DECIDED_AFRESH.includes(id));
  let ahead: Promise<First> | undefined;
  const first = await readFirst(surroundings, (reply, attempt) => {
    for (const each of early)
      ledger.settle(resultOf(each, [tryOf(each, { reply, attempt, error: undefined })]));
    // What looks wrong by now is asked for again while the silence behind it is waited for.
    if (cases.some((each) => failsBy(each, reply))) ahead = readFirst(surroundings, () => {});
    onTime(reply);
  });
  const beside = await ahead;
  const failed = first.error === undefined ? cases.filter((each) => failsBy(each, first.reply)) : [];
  if (failed.some((each) => early.includes(each))) await life.startAfresh();
  const isServed = beside !== undefined && isTimeLike(beside.reply.text);
  const again = isServed ? beside : undefined;
  const second = failed.length === 0 ? undefined : (again ?? (await readFirst(surroundings, () => {})));
  for (const each of cases) {
    if (ledger.has(each.id)) continue;
    const blocked = ledger.blockedBy(each);
    if (blocked !== undefined) {
      ledger.skip(each, blocked);
      continue;
    }
    const judged = tryOf(each, first);
    const isDecided = second === undefined || judged.tried.verdict !== "fail";
    ledger.settleBeside(resultOf(each, isDecided ? [judged] : [judged, tryOf(each, second)]));
  }
  return ledger.results.get("time-reply")?.isFlaky === true && second !== undefined
    ? second.reply
    : first.reply;
}

interface First {
  readonly reply: FirstReply;
  readonly attempt: Attempt;
  /** What prevented the judge from trying it. */
  readonly error: Extract<Attempt["tried"], { verdict: "error" }> | undefined;
}

async function readFirst(
  surroundings: Surroundings,
  onTime: (reply: FirstReply, attempt: Attempt) => void,
): Promise<First> {
  let reply: FirstReply = { connected: "not-accepted", text: "", ending: undefined, replyMs: 0 };
  let seconds = 0;
  const made = await observe(surroundings, async (probe) => {
    const startedAt = performance.now();
    reply = await requestFirst(probe, (early) => {
      onTime(early, { tried: PASS, trace: probe.events, seconds: early.replyMs / 1000, ranOut: false });
    });
    seconds = (performance.now() - startedAt) / 1000;
    // Not while a close is waited for: some servers close another client's connection when this one goes.
    await probe.alone(async () => probe.closeAll());
    return PASS;
  });
  return {
    reply,
    attempt: { ...made, seconds },
    error: made.tried.verdict === "error" ? made.tried : undefined,
  };
}

function failsBy(each: FirstReplyCase, reply: FirstReply): boolean {
  return each.judge(reply).verdict === "fail";
}

function tryOf(each: FirstReplyCase, { reply, attempt, error }: First) {
  return { ...attempt, tried: error ?? each.judge(reply), counts: true };
}
