/** A whole check: every planned case in its turn, tried again if it failed, skipped if a prerequisite did not pass. */
import type { ProbeCase } from "./case.ts";
import { BESIDE_IDLE, BESIDE_PARTIAL, MANY, type Plan } from "./plan.ts";
import { Connects } from "./probe/connects.ts";
import type { Surroundings } from "./probe/dialer.ts";
import { normalReplyOf } from "./probe/replies.ts";
import type { CaseResult } from "./result.ts";
import { tryAlone } from "./turns/alone.ts";
import { CLIENTS, tryClocks, tryCompany } from "./turns/company.ts";
import { tryEarly } from "./turns/early.ts";
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
  let tryingAtOnce = Promise.resolve();
  const reply = await tryFirstReply(ledger, life, atFirst, plan.first, () => {
    tryingAtOnce = tryEach({ ledger, life, patient: atFirst, hurried: atFirst }, plan.atOnce);
    tryingAtOnce.catch(() => {}); // awaited below
  });
  await tryingAtOnce;
  const isAnswered = ledger.passed("time-reply");
  const patient = isAnswered ? { ...atFirst, normal: normalReplyOf(reply.text) } : atFirst;
  const hurryMs = Math.max(LEAST_HURRY_MS * known.timeScale, REPLY_TIMES * reply.replyMs);
  const isQuick = isAnswered && hurryMs <= MOST_HURRY_MS * known.timeScale;
  const judging = { ledger, life, patient, hurried: isQuick ? { ...patient, hurryMs } : patient };

  await tryEach(
    judging,
    plan.atOnce.filter(({ id }) => !ledger.has(id)),
  );
  await tryEarly(judging, plan.early);
  const most = widthFor(ledger);
  if (Math.min(most, jobs) === 1) {
    await tryEach(judging, plan.closes);
    const unblocked = plan.company.filter((each) => ledger.blockedBy(each) === undefined);
    await tryClocks(judging, unblocked);
    await tryEach(judging, unsettled(ledger, plan.company));
  } else if (most === FEW) {
    await tryCompany(judging, plan.closes, plan.company, { width: Math.min(FEW, jobs), isDoubtful: true });
  } else {
    // Bytes that may kill the server are sent beside others after it has outlived them.
    for (const each of plan.last) if (each.id === BAD_BYTES) await tryAlone(judging, each);
    const outlived = ledger.passed(BAD_BYTES) ? plan.last : [];
    const company = [...outlived.filter(({ inCompany }) => inCompany === "reply"), ...plan.company];
    const onBegin = (room: number) => onCompany(patient, room);
    const width = Math.min(CLIENTS, jobs);
    await tryCompany(judging, plan.closes, company, { width, isDoubtful: false, onBegin });
  }
  await tryEach(judging, unsettled(ledger, plan.last));
  ledger.flush();
  const { results, goneAfter, restartedAfter } = ledger;
  return { results, surroundings: patient, goneAfter, restartedAfter };
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
