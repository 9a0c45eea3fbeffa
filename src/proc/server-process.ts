/** A server that we start: in a session of its own, its last output kept, ended with everything that it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { signalTo } from "./process.ts";
import { runningOf, signalTargetsOf, type TreeUsage, treeOf, usageOf } from "./process-tree.ts";
import { type Schedule, scheduleOf } from "./schedule.ts";
import { StartMark } from "./start-mark.ts";

const OUTPUT_BYTES = 4_096;
/** From SIGTERM to SIGKILL, unless the caller gives another time. */
const TERM_MS = 1_000;
/** What the system gets to end it after SIGKILL: until then its port may be taken. */
const KILL_MS = 1_000;
const POLL_MS = 10;

/** The command could not be started at all; `code` is the system's, such as ENOENT. */
export class StartError extends Error {
  readonly code: string;

  constructor(command: string, code: string) {
    super(`${command} cannot be started: ${code}`);
    this.code = code;
  }
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
}

export class ServerProcess implements AsyncDisposable {
  /** How it ended by itself; undefined while it runs, and after `stop`. */
  ended: Ended | undefined;

  /** Resolves when no process can write to its stdout and stderr any more. */
  readonly outputEnded: Promise<void>;

  /** Resolves when it has ended; what it started may run on. */
  readonly exited: Promise<void>;

  /** What it has written to stdout and stderr so far. */
  outputBytes = 0;

  readonly #child: ChildProcess;
  /** The id of the process and of its group. */
  readonly #pid: number;
  readonly #termMs: number;
  readonly #mark: StartMark;
  readonly #stderr = new Tail();
  readonly #output = new Tail();
  #isStopping = false;

  private constructor(child: ChildProcess, pid: number, termMs: number, mark: StartMark) {
    this.#child = child;
    this.#pid = pid;
    this.#termMs = termMs;
    this.#mark = mark;
    child.stdout?.on("data", (bytes: Buffer) => this.#wrote(bytes));
    child.stderr?.on("data", (bytes: Buffer) => {
      this.#stderr.add(bytes);
      this.#wrote(bytes);
    });
    this.outputEnded = new Promise((resolve) => child.once("close", () => resolve()));
    this.exited = new Promise((resolve) =>
      child.once("exit", (code, signal) => {
        if (!this.#isStopping) this.ended = { code, signal };
        resolve();
      }),
    );
  }

  /** @throws {StartError} */
  static start(command: readonly string[], termMs = TERM_MS): Promise<ServerProcess> {
    const [file = "", ...args] = command;
    const mark = new StartMark();
    const child = spawn(file, args, {
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      env: { ...Bun.env, ...mark.variable },
    });
    return new Promise((resolve, reject) => {
      child.once("error", (error: Error & { code?: string }) =>
        reject(new StartError(file, error.code ?? error.message)),
      );
      child.once("spawn", () => resolve(new ServerProcess(child, child.pid ?? 0, termMs, mark)));
    });
  }

  /** The last bytes that it wrote to stderr. */
  get stderr(): Buffer {
    return this.#stderr.bytes;
  }

  /** The last bytes that it wrote to stdout or stderr. */
  get output(): Buffer {
    return this.#output.bytes;
  }

  /** What all its processes use now; undefined if that cannot be seen. */
  usage(): TreeUsage | undefined {
    return usageOf(this.pids);
  }

  /** All its processes, also one that has gone to the background in a session of its own. */
  get pids(): readonly number[] {
    return treeOf(this.#pid, (stat) => this.#mark.isOn(stat));
  }

  /** How its threads stand with the scheduler. */
  schedule(): Schedule {
    return scheduleOf(treeOf(this.#pid));
  }

  /** SIGKILL at once, if there is no time to stop it. */
  kill(): void {
    signalAll(this.#targets, "SIGKILL");
  }

  /** Ends it and everything that it started: SIGTERM, then SIGKILL for what is left. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const targets = this.#targets;
    signalAll(targets, "SIGTERM");
    await untilEnded(targets, this.#termMs);
    const left = runningOf([...new Set([...targets, ...this.#targets])]);
    signalAll(left, "SIGKILL");
    await untilEnded(left, KILL_MS);
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  #wrote(bytes: Buffer): void {
    this.#output.add(bytes);
    this.outputBytes += bytes.length;
  }

  get #targets(): readonly number[] {
    return signalTargetsOf(this.pids, this.#pid);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** The end of a stream of bytes. */
class Tail {
  bytes: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, chunk]).subarray(-OUTPUT_BYTES);
  }
}

async function untilEnded(pids: readonly number[], withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline && runningOf(pids).length > 0) await Bun.sleep(POLL_MS);
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) signalTo(pid, signal);
}
