/** A server that the check starts: watched while it is judged, and stopped with everything that it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { runningOf, treeOf, usageOf } from "../../proc/process-tree.ts";

const SAMPLE_MS = 200;
const STDERR_BYTES = 4_096;
/** What the server and its children get to end by themselves after SIGTERM, and the system after SIGKILL. */
const END_MS = 1_000;
const END_PAUSE_MS = 10;

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

export class ServerProcess {
  peakMemoryKib = 0;
  peakThreads = 0;
  /** How it ended by itself; undefined while it runs, and after `stop`. */
  ended: Ended | undefined;

  readonly #child: ChildProcess;
  readonly #sampling: Timer;
  #stderr = "";
  #cpuSeconds = 0;
  #isStopping = false;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.resume(); // read and dropped, so that a server that prints never stands still
    child.stderr?.on("data", (bytes: Buffer) => {
      this.#stderr = (this.#stderr + bytes.toString("latin1")).slice(-STDERR_BYTES);
    });
    child.on("exit", (code, signal) => {
      if (!this.#isStopping) this.ended = { code, signal };
    });
    this.#sampling = setInterval(() => this.#sample(), SAMPLE_MS);
  }

  /** @throws {StartError} */
  static start(command: readonly string[]): Promise<ServerProcess> {
    const [file = "", ...args] = command;
    // A session of its own, so that all that it starts can be found and stopped.
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], detached: true });
    return new Promise((resolve, reject) => {
      child.once("error", (error: Error & { code?: string }) =>
        reject(new StartError(file, error.code ?? error.message)),
      );
      child.once("spawn", () => resolve(new ServerProcess(child)));
    });
  }

  /** Its last words on stderr, line by line, escaped. */
  get stderr(): string {
    const isUnsafe = /[^ -~\t\n]/g;
    return this.#stderr
      .replace(isUnsafe, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`)
      .trimEnd();
  }

  /** CPU seconds of all its processes so far; undefined when that cannot be seen. */
  cpuSeconds(): number | undefined {
    return this.#sample() ? this.#cpuSeconds : undefined;
  }

  /** The same as last seen. */
  get lastCpuSeconds(): number {
    return this.#cpuSeconds;
  }

  /** Ends it and everything that it started: asked first, then made to. */
  async stop(): Promise<void> {
    this.#sample();
    clearInterval(this.#sampling);
    this.#isStopping = true;
    const pid = this.#child.pid;
    if (pid === undefined) return;
    const tree = treeOf(pid);
    signalAll(tree, "SIGTERM");
    await untilEnded(tree);
    const left = runningOf([...new Set([...tree, ...treeOf(pid)])]);
    signalAll(left, "SIGKILL");
    await untilEnded(left); // until then a port may still be taken
  }

  #sample(): boolean {
    const pid = this.#child.pid;
    const usage = pid === undefined ? undefined : usageOf(treeOf(pid));
    if (usage === undefined) return false;
    this.#cpuSeconds = Math.max(this.#cpuSeconds, usage.cpuSeconds);
    this.peakMemoryKib = Math.max(this.peakMemoryKib, usage.memoryKib);
    this.peakThreads = Math.max(this.peakThreads, usage.threads);
    return true;
  }
}

async function untilEnded(pids: readonly number[]): Promise<void> {
  const deadline = performance.now() + END_MS;
  while (performance.now() < deadline && runningOf(pids).length > 0) await Bun.sleep(END_PAUSE_MS);
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // it has ended meanwhile
    }
  }
}
