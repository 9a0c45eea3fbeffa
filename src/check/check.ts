/** `jam check` as a function: judge an address, or start a command, judge it and stop it. */
import { endTimeWait } from "../proc/port-use.ts";
import { atAskedPort, type Found, judgeFailed, resultOf } from "./found.ts";
import type { PortInUse } from "./not-judged.ts";
import { plan } from "./plan.ts";
import { closeLingering, leaveNothing } from "./probe/lingering.ts";
import { ANSWERS, holdEndedConnection, observeAnswers, observeServer } from "./probe/observe.ts";
import type { CaseResult, CheckResult, Observations } from "./result.ts";
import { run } from "./run.ts";
import { CommandTarget } from "./target/command-target.ts";
import type { Address } from "./target/route.ts";
import type { StartProcess } from "./target/target-server.ts";

export interface CheckOptions {
  readonly host: string;
  readonly address: Address;
  /** Ids of the chosen cases, in order. */
  readonly chosen: readonly string[];
  /** Time limits are multiplied by it. */
  readonly timeScale: number;
  readonly jobs: number;
  /** Starts the server that is judged; undefined for one that runs already. */
  readonly command: readonly string[] | undefined;
  /** Starts the command otherwise than as a process of this user, such as in a sandbox. */
  readonly startProcess?: StartProcess;
  /** The command and this process are alone in a network namespace. */
  readonly hasOwnNetwork?: boolean;
  /** How long the command may take to listen. */
  readonly startTimeoutMs: number;
  /** Whether the server is also observed, and restarted to see whether it can be; costs 2 s or more. */
  readonly observes: boolean;
  readonly onResult: (result: CaseResult, done: number, of: number) => void;
  /** Called if the command's port is still in use, with how long it is waited for at most. */
  readonly onPortWait?: (use: PortInUse, seconds: number) => void;
  /** Ends the check early: the command is stopped, and the result has what was judged until then. */
  readonly signal?: AbortSignal;
}

export async function check(options: CheckOptions): Promise<CheckResult> {
  const {
    host,
    address,
    chosen,
    command,
    signal,
    onPortWait = () => {},
    startProcess,
    hasOwnNetwork,
  } = options;
  const startedAt = new Date();
  const finish = (found: Found) =>
    resultOf({ target: { host, port: address.port }, ...found }, chosen, startedAt);
  if (command === undefined) {
    const found = await untilAborted(options, undefined);
    await leaveNothing(address.port);
    return finish(found);
  }
  const { timeScale } = options;
  const startTimeoutMs = options.startTimeoutMs * timeScale;
  const target = await CommandTarget.start({
    ...{
      command,
      asked: address,
      startTimeoutMs,
      timeScale,
      signal,
      onPortWait,
      startProcess,
      hasOwnNetwork,
    },
  });
  if (target === undefined) return finish({ isInterrupted: true });
  if (!(target instanceof CommandTarget)) return finish({ notJudged: target });
  try {
    const { ip, port } = target.place.address;
    const found = await untilAborted(options, target);
    return finish({ target: { host: ip === address.ip ? host : ip, port }, ...found });
  } finally {
    await target.stop();
    closeLingering(target.place.address.port);
    await endTimeWait(target.place.address.port);
  }
}

/** Judges to the end, or until the signal comes. */
async function untilAborted(options: CheckOptions, target: CommandTarget | undefined): Promise<Found> {
  const settled = new Map<string, CaseResult>();
  const { signal } = options;
  const { promise, resolve } = Promise.withResolvers<Found>();
  const interrupt = () =>
    resolve({ results: settled, isInterrupted: true, ...(target && { process: target.facts() }) });
  signal?.addEventListener("abort", interrupt, { once: true });
  if (signal?.aborted === true) interrupt();
  const judging = judge(options, target, settled);
  judging.catch(() => {}); // not awaited after an interruption
  try {
    return await Promise.race([judging, promise]);
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

async function judge(
  options: CheckOptions,
  target: CommandTarget | undefined,
  settled: Map<string, CaseResult>,
): Promise<Found> {
  const { chosen, timeScale } = options;
  const address = target?.place.address ?? options.address;
  let done = 0;
  let answers: Promise<Observations> | undefined;
  let isManyServed = false;
  const { results, surroundings, goneAfter, restartedAfter } = await run({
    plan: plan(chosen),
    surroundings: { address, timeScale, cpuTimes: target && (() => target.cpuTimes()) },
    jobs: options.jobs,
    hasExited: async () => target !== undefined && (await target.hasExited()),
    revive: async (after) => target !== undefined && (await target.revive(after)),
    onResult(found) {
      const result = atAskedPort(found, options.address.port, address.port);
      settled.set(result.id, result);
      // Its end may be noticed only while cases are being skipped because of it.
      if (result.verdict !== "skip") target?.tried(result.id);
      done++;
      if (chosen.includes(result.id)) options.onResult(result, done, chosen.length);
    },
    onCompany(around, room) {
      isManyServed = true;
      if (!options.observes || room < ANSWERS) return;
      answers = observeAnswers(around, true, true);
      answers.catch(() => {}); // awaited below
    },
  });
  const connect = results.get("connect");
  const isObserved = options.observes && goneAfter === undefined && connect?.verdict === "pass";
  const seen = isObserved
    ? await observeServer(
        surroundings,
        results.get("time-reply")?.verdict === "pass",
        isManyServed,
        restartedAfter.length > 0 ? undefined : await answers,
      )
    : {};
  const notJudged = judgeFailed(connect);
  const found = { results: settled, ...(notJudged && { notJudged }) };
  if (target === undefined) return { ...found, observations: seen };
  const { listensOn } = target.place;
  const process = { ...target.facts(), ...(restartedAfter.length > 0 && { restartedAfter }) };
  const restart = isObserved ? await observeRestart(target, address) : {};
  return { ...found, process, observations: { ...seen, listensOn, ...restart } };
}

/** While a connection that it has closed still exists. */
async function observeRestart(target: CommandTarget, address: Address): Promise<Observations> {
  const release = await holdEndedConnection(address);
  try {
    await target.stop();
    // Only the connection that is held is to be in the way, as after a single client.
    await endTimeWait(address.port);
    return { restartsAtOnce: await target.restartsAtOnce() };
  } finally {
    release();
  }
}
