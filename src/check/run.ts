/** A whole check: every planned case in its turn, tried again if it failed, skipped if a prerequisite did not pass. */
import type { ProbeCase } from "./case.ts";
import { BESIDE_IDLE, BESIDE_PARTIAL, MANY, type Plan } from "./plan.ts";
import { Connects } from "./probe/connects.ts";
import type { Surroundings } from "./probe/dialer.ts";
import type { FirstReply } from "./probe/first-reply.ts";
import { isTimeLike, normalReplyOf } from "./probe/replies.ts";
import type { CaseResult } from "./result.ts";
import { tryAlone } from "./turns/alone.ts";
import { CLIENTS, tryClocks, tryCompany } from "./turns/company.ts";
import { passBeside, tryEarly } from "./turns/early.ts";
import { tryFirstReply } from "./turns/first.ts";
import type { Judging } from "./turns/judging.ts";
import { Ledger } from "./turns/ledger.ts";
import { Life, type LifeOptions } from "./turns/life.ts";

export interface RunOptions extends LifeOptions {
  readonly plan: Plan;
  readonly surroundings: Omit<Surroundings, "normal">;
  /** Cases side by side at most. */
  readonly jobs: number;
  /** Called with each result as it is settled. */
  readonly onResult: (result: CaseResult) => void;
  /** Called when cases are tried side by side at a server that serves many clients at once, and so many more as well. */
  readonly onCompany?: (surroundings: Surroundings, room: number) => void;
}

export interface CaseRun {
  /** In the order in which they were settled; prerequisites among them. */
  readonly results: ReadonlyMap<string, CaseResult>;
  readonly surroundings: Surroundings;
  /** The case after which the server had stopped serving for good. */
  readonly goneAfter: string | undefined;
  /** The cases in which it died, and after which it was started again. */
  readonly restartedAfter: readonly string[];
}

/** Of a time limit, at least; a first try waits so many times as long as the first reply took. */
const LEAST_HURRY_MS = 150;
const REPLY_TIMES = 5;
/** A server that takes longer than that is given all patience at once. */
const MOST_HURRY_MS = 1_000;

/** Cases beside each other at a server that serves clients side by side, and not twenty of them. */
const FEW = 4;

/** The case that sends the bytes which are sent beside others afterwards. */
const BAD_BYTES = "bad-utf8";

export async function run({
  plan,
  surroundings: known,
  jobs,
  hasExited,
  revive,
  onResult,
  onCompany = () => {},
}: RunOptions): Promise<CaseRun> {
  const ledger = new Ledger(onResult);
  const life = new Life({ hasExited, revive });
  const atFirst: Surroundings = { ...known, normal: undefined, connects: new Connects() };
  const judgingBy = (reply: FirstReply): Judging => {
    if (!isTimeLike(reply.text)) return { ledger, life, patient: atFirst, hurried: atFirst };
    const patient = { ...atFirst, normal: normalReplyOf(reply) };
    const hurryMs = Math.max(LEAST_HURRY_MS * known.timeScale, REPLY_TIMES * reply.replyMs);
    const isQuick = hurryMs <= MOST_HURRY_MS * known.timeScale;
    return { ledger, life, patient, hurried: isQuick ? { ...patient, hurryMs } : patient };
  };
  const tryAtOnce = async (judging: Judging) => {
    // Bytes that may kill the server are sent beside others after it has outlived them.
    for (const each of plan.last) if (each.id === BAD_BYTES) await tryAlone(judging, each);
    const hasOutlived = ledger.passed(BAD_BYTES) && !(await life.isGone(judging.patient, true));
    const outlived = hasOutlived ? plan.last : [];
    const released = outlived.filter(({ inCompany }) => inCompany === "reply");
    await tryCompany(judging, plan.closes, [...released, ...plan.measured, ...plan.company], {
      width: Math.min(CLIENTS, jobs),
      isDoubtful: false,
      onBegin: (room) => onCompany(judging.patient, room),
    });
  };
  const isAtOnce = () => jobs > 1 && widthFor(ledger) > FEW;

  let isTried = false;
  const tryBeside = async (judging: Judging) => {
    isTried = (await passBeside(judging, plan.early)) && isAtOnce();
    if (isTried) await tryAtOnce(judging);
  };
  let tryingBeside = Promise.resolve();
  const reply = await tryFirstReply(ledger, life, atFirst, plan.first, (growing) => {
    tryingBeside = tryBeside(judgingBy(growing));
    tryingBeside.catch(() => {}); // awaited below
  });
  await tryingBeside;
  const judging = judgingBy(reply);
  await tryEarly(judging, plan.early, plan.measured);
  if (isAtOnce()) {
    if (!isTried) await tryAtOnce(judging);
  } else {
    const measured = unsettled(ledger, plan.measured);
    if (jobs > 1 && widthFor(ledger) === FEW) {
      const width = Math.min(FEW, jobs);
      await tryCompany(judging, plan.closes, [...measured, ...plan.company], { width, isDoubtful: true });
    } else {
      await tryEach(judging, [...measured, ...plan.closes]);
      const unblocked = plan.company.filter((each) => ledger.blockedBy(each) === undefined);
      await tryClocks(judging, unblocked);
      await tryEach(judging, unsettled(ledger, plan.company));
    }
  }
  await tryEach(judging, unsettled(ledger, plan.last));
  ledger.flush();
  const { results, goneAfter, restartedAfter } = ledger;
  return { results, surroundings: judging.patient, goneAfter, restartedAfter };
}

/**
 * Cases side by side at most. A server that waits with the others for a client's first bytes serves these as well: each
 * begins with bytes.
 */
function widthFor(ledger: Ledger): number {
  const [idle, partial, many] = [BESIDE_IDLE, BESIDE_PARTIAL, MANY].map((id) => ledger.passed(id));
  if (idle && partial && many) return Number.POSITIVE_INFINITY;
  return partial && (idle || many) ? FEW : 1;
}

function unsettled(ledger: Ledger, cases: readonly ProbeCase[]): readonly ProbeCase[] {
  return cases.filter(({ id }) => !ledger.has(id));
}

async function tryEach(judging: Judging, cases: readonly ProbeCase[]): Promise<void> {
  for (const each of cases) await tryAlone(judging, each);
}
