/** COMMAND under test: started on a port that is free, judged where it listens, started again when it has died. */
import { findPortHolder } from "../../proc/port-holder.ts";
import type { NotJudged, PortInUse } from "../not-judged.ts";
import type { CpuTimes } from "../probe/cpu-share.ts";
import type { ProcessFacts } from "../result.ts";
import { codeLanguageOf } from "./code-language.ts";
import { isListenedOn } from "./listening.ts";
import type { Place } from "./place.ts";
import { untilPortIsFree } from "./port.ts";
import type { Address } from "./route.ts";
import { type Started, startTarget } from "./start.ts";
import type { StartProcess, TargetServer } from "./target-server.ts";

export interface CommandOptions {
  readonly command: readonly string[];
  /** Where it is asked to listen. */
  readonly asked: Address;
  /** How long it may take to listen. */
  readonly startTimeoutMs: number;
  readonly timeScale: number;
  readonly signal: AbortSignal | undefined;
  readonly startProcess: StartProcess | undefined;
  readonly hasOwnNetwork: boolean | undefined;
  /** Called if its port is still in use, once for each wait. */
  readonly onPortWait: (use: PortInUse, seconds: number) => void;
}

/** At least so long it may take to listen on the port that it just left. */
const RESTART_MS = 3_000;

export class CommandTarget {
  readonly place: Place;
  readonly #options: CommandOptions;
  #server: TargetServer;
  /** The start that is under way, if one is. */
  #starting: Promise<unknown> | undefined;
  readonly #startedMs: number;
  #lastTried = "";
  #exitedAfter: string | undefined;
  #isInBackground = false;
  #died: Pick<ProcessFacts, "exit" | "stderr"> = {};

  private constructor(options: CommandOptions, { server, place }: Started, startedMs: number) {
    this.#options = options;
    this.#startedMs = startedMs;
    this.#server = server;
    this.place = place;
  }

  /** Undefined if the signal came first. */
  static async start(options: CommandOptions): Promise<CommandTarget | NotJudged | undefined> {
    const { asked, signal, onPortWait } = options;
    if (await isListenedOn(asked)) return portInUse(asked);
    const use = await untilPortIsFree({ port: asked.port, signal, onWait: onPortWait });
    if (use !== undefined || signal?.aborted === true) return use;
    const from = performance.now();
    const started = await startTarget({ ...options, withinMs: options.startTimeoutMs });
    if (started === undefined || "why" in started) return started;
    return new CommandTarget(options, started, performance.now() - from);
  }

  cpuTimes(): CpuTimes | undefined {
    return this.#server.cpuTimes();
  }

  /** After each case that was tried: how the server fared. */
  tried(id: string): void {
    this.#lastTried = id;
    this.#noticeEnd();
  }

  /** A command may end and leave the serving to a child. */
  async hasExited(): Promise<boolean> {
    return this.#server.ended !== undefined && !(await isListenedOn(this.place.address));
  }

  /**
   * Stops what is left of it and starts it again; false if it does not listen where it did.
   * @param after the cases that ended it, if that is known: its end may have been noticed late
   */
  async revive(after?: string): Promise<boolean> {
    this.#noticeEnd();
    if (this.#exitedAfter !== undefined) this.#exitedAfter = after ?? this.#exitedAfter;
    this.#died = { ...this.#died, ...this.#end() };
    await this.#server.stop();
    const { signal, onPortWait, startTimeoutMs } = this.#options;
    const use = await untilPortIsFree({ port: this.place.address.port, signal, onWait: onPortWait });
    if (use !== undefined || signal?.aborted === true) return false;
    return this.#startAgain(startTimeoutMs);
  }

  /** Whether it can listen again at once, after a stop; without SO_REUSEADDR the port may stay in use for a minute. */
  restartsAtOnce(): Promise<boolean> {
    return this.#startAgain(Math.max(RESTART_MS, this.#startedMs * 2));
  }

  facts(): ProcessFacts {
    this.#noticeEnd();
    const { command } = this.#options;
    const { peakMemoryKib, peakThreads, lastCpuSeconds } = this.#server;
    const cpuSeconds = this.#server.cpuSeconds() ?? lastCpuSeconds;
    const language = codeLanguageOf(command);
    return {
      ...{ command, cpuSeconds, peakMemoryKib, peakThreads },
      ...(language && { language }),
      ...(this.#isInBackground ? { isInBackground: true } : {}),
      ...this.#died,
      ...this.#end(),
    };
  }

  /** Ends it and everything that it started. */
  async stop(): Promise<void> {
    await this.#starting;
    await this.#server.stop();
  }

  async #startAgain(withinMs: number): Promise<boolean> {
    const start = startTarget({ ...this.#options, withinMs });
    this.#starting = start;
    const started = await start;
    this.#starting = undefined;
    if (started === undefined || "why" in started) return false;
    this.#server = started.server;
    this.#exitedAfter = undefined;
    this.#isInBackground = false;
    const { ip, port } = started.place.address;
    return ip === this.place.address.ip && port === this.place.address.port;
  }

  #noticeEnd(): void {
    if (this.#server.ended === undefined || this.#exitedAfter !== undefined) return;
    this.#isInBackground = this.#server.pids.length > 0;
    if (!this.#isInBackground) this.#exitedAfter = this.#lastTried;
  }

  /** How it ended by itself, if it did, and the end of its stderr. */
  #end(): Pick<ProcessFacts, "exit" | "stderr"> {
    const { ended, stderr } = this.#server;
    if (ended === undefined || this.#exitedAfter === undefined) return lastTraceback(stderr);
    return { exit: { ...ended, afterCase: this.#exitedAfter }, stderr };
  }
}

/** A thread's, in a server that goes on. */
function lastTraceback(stderr: string): Pick<ProcessFacts, "stderr"> {
  const traceback = stderr.lastIndexOf("Traceback (most recent call last)");
  return traceback < 0 ? {} : { stderr: stderr.slice(traceback) };
}

function portInUse({ port }: Address): PortInUse {
  const holder = findPortHolder(port);
  return { why: "port-in-use", port, ...(holder && { program: holder.name, pid: holder.pid }) };
}
