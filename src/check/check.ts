/** `jam check` as a function: judge an address, or start a command, judge it and stop it. */
import { gradeAll, gradeProfiles } from "./grade.ts";
import { plan } from "./plan.ts";
import { holdEndedConnection, observeServer } from "./probe/observe.ts";
import type { CaseResult, CheckResult, ProcessFacts } from "./result.ts";
import { run } from "./run.ts";
import { codeLanguageOf } from "./target/code-language.ts";
import { isListenedOn } from "./target/listening.ts";
import type { Address } from "./target/route.ts";
import { TargetServer } from "./target/target-server.ts";

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
  /** Whether the server is also observed, and restarted to see whether it can be; costs 2 s or more. */
  readonly observes: boolean;
  readonly onResult: (result: CaseResult, done: number, of: number) => void;
  /** Called at each start with a function that stops the command, for a caller that must end before the check. */
  readonly onStart: (stop: () => Promise<void>) => void;
}

/** How long a started server may take to listen. */
const START_MS = 10_000;
const START_PAUSE_MS = 50;
/** How long it may take to listen again on the port that it just left. */
const RESTART_MS = 3_000;

/** Something else listens on the port that the command is to listen on. */
export class PortTakenError extends Error {}

/**
 * @throws {StartError} if the command cannot be started
 * @throws {PortTakenError} if something else listens on its port
 */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const { host, address, chosen, timeScale, command } = options;
  const startedAt = new Date();
  if (command !== undefined && (await isListenedOn(address))) {
    throw new PortTakenError(`something else already listens on port ${address.port}`);
  }
  let server = command && (await startTarget(command, options, START_MS * timeScale));
  let died: Pick<ProcessFacts, "exit" | "stderr"> = {};
  try {
    let done = 0;
    let lastTried = "";
    let exitedAfter: string | undefined;
    const { results, surroundings, goneAfter } = await run({
      plan: plan(chosen),
      surroundings: { address, timeScale, cpuSeconds: server && (() => server?.cpuSeconds()) },
      jobs: options.jobs,
      // A command may end and leave the serving to a child.
      hasExited: async () => server?.ended !== undefined && !(await isListenedOn(address)),
      async revive() {
        if (server === undefined || command === undefined) return false;
        died = endOf(server, exitedAfter ?? lastTried);
        await server.stop();
        server = await startTarget(command, options, RESTART_MS * timeScale);
        return server.ended === undefined && (await isListenedOn(address));
      },
      onResult(result) {
        // Its end may be noticed only while cases are being skipped because of it.
        if (result.verdict !== "skip") lastTried = result.id;
        if (server?.ended !== undefined) exitedAfter ??= lastTried;
        done++;
        if (chosen.includes(result.id)) options.onResult(result, done, chosen.length);
      },
    });
    const cases = chosen.map((id) => results.get(id)).filter((result) => result !== undefined);
    const profiles = gradeProfiles(cases);
    const isObserved =
      options.observes && goneAfter === undefined && results.get("connect")?.verdict === "pass";
    const observations = isObserved
      ? await observeServer(surroundings, results.get("time-reply")?.verdict === "pass")
      : {};
    const facts = server &&
      command && { ...processFacts(command, server), ...died, ...endOf(server, exitedAfter ?? lastTried) };
    const release = isObserved && command !== undefined ? await holdEndedConnection(address) : () => {};
    await server?.stop();
    const restartsAtOnce = isObserved && command !== undefined ? await restarts(command, options) : undefined;
    release();
    return {
      schema: 1,
      target: { host, port: address.port },
      startedAt: startedAt.toISOString(),
      seconds: (Date.now() - startedAt.getTime()) / 1000,
      cases,
      profiles,
      passes: profiles.every(({ passes }) => passes),
      grade: gradeAll(profiles),
      observations: { ...observations, ...(restartsAtOnce === undefined ? {} : { restartsAtOnce }) },
      ...(facts === undefined ? {} : { process: facts }),
    };
  } finally {
    await server?.stop();
  }
}

function processFacts(command: readonly string[], server: TargetServer): ProcessFacts {
  const { peakMemoryKib, peakThreads } = server;
  const language = codeLanguageOf(command);
  return {
    command,
    ...(language && { language }),
    cpuSeconds: server.cpuSeconds() ?? server.lastCpuSeconds,
    peakMemoryKib,
    peakThreads,
  };
}

/** How it ended by itself, if it did, and the end of its stderr. */
function endOf({ stderr, ended }: TargetServer, afterCase: string): Pick<ProcessFacts, "exit" | "stderr"> {
  return { ...(ended && { exit: { ...ended, afterCase } }), ...lastWords(stderr, ended !== undefined) };
}

/** All of stderr if the server ended by itself, else its last traceback, if a thread raised one. */
function lastWords(stderr: string, hasEnded: boolean): Pick<ProcessFacts, "stderr"> {
  if (hasEnded) return { stderr };
  const traceback = stderr.lastIndexOf("Traceback (most recent call last)");
  return traceback < 0 ? {} : { stderr: stderr.slice(traceback) };
}

/** Starts the command and waits until it listens, for at most `withinMs`; the case `connect` then decides. */
async function startTarget(
  command: readonly string[],
  { address, onStart }: CheckOptions,
  withinMs: number,
): Promise<TargetServer> {
  const server = await TargetServer.start(command);
  onStart(() => server.stop());
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline && server.ended === undefined && !(await isListenedOn(address))) {
    await Bun.sleep(START_PAUSE_MS);
  }
  return server;
}

/** Whether it can listen again at once: without SO_REUSEADDR the port stays in use for a minute. */
async function restarts(command: readonly string[], options: CheckOptions): Promise<boolean> {
  const server = await startTarget(command, options, RESTART_MS);
  try {
    return server.ended === undefined && (await isListenedOn(options.address));
  } finally {
    await server.stop();
  }
}
