/** The server that a check starts: its process, with the peaks of what it used and its last words made safe to show. */
import { type Ended, ServerProcess } from "../../proc/server-process.ts";
import { byteEscape } from "../../text/escape.ts";
import type { CpuTimes } from "../probe/cpu-share.ts";

const SAMPLE_MS = 200;
/** A process in the background may hold the pipe open. */
const PIPE_MS = 300;

/** How COMMAND becomes a process: as it is, or in a sandbox. @throws {StartError} */
export type StartProcess = (command: readonly string[]) => Promise<ServerProcess>;

export class TargetServer {
  peakMemoryKib = 0;
  peakThreads = 0;

  readonly #server: ServerProcess;
  readonly #sampling: Timer;
  #cpuSeconds = 0;

  private constructor(server: ServerProcess) {
    this.#server = server;
    this.#sampling = setInterval(() => this.#sample(), SAMPLE_MS);
  }

  /** @throws {StartError} */
  static async start(
    command: readonly string[],
    startProcess: StartProcess = (words) => ServerProcess.start(words),
  ): Promise<TargetServer> {
    return new TargetServer(await startProcess(command));
  }

  /** How it ended by itself; undefined while it runs, and after `stop`. */
  get ended(): Ended | undefined {
    return this.#server.ended;
  }

  /** All its processes, also what it has left in the background. */
  get pids(): readonly number[] {
    return this.#server.pids;
  }

  /** The last that it wrote to stderr, line by line, escaped. */
  get stderr(): string {
    return safeText(this.#server.stderr);
  }

  /** The last that it wrote to stdout and stderr, after what is still in the pipes; line by line, escaped. */
  async lastOutput(): Promise<string> {
    if (this.ended !== undefined) await Promise.race([this.#server.outputEnded, Bun.sleep(PIPE_MS)]);
    return safeText(this.#server.output);
  }

  /** CPU seconds of all its processes so far; undefined if that cannot be seen. */
  cpuSeconds(): number | undefined {
    return this.#sample() ? this.#cpuSeconds : undefined;
  }

  /** What all its processes used and waited for; undefined if that cannot be seen. */
  cpuTimes(): CpuTimes | undefined {
    const usedSeconds = this.cpuSeconds();
    return usedSeconds === undefined ? undefined : { usedSeconds, ...this.#server.schedule() };
  }

  /** The same as last seen. */
  get lastCpuSeconds(): number {
    return this.#cpuSeconds;
  }

  /** Ends it and everything that it started. */
  async stop(): Promise<void> {
    this.#sample();
    clearInterval(this.#sampling);
    await this.#server.stop();
  }

  #sample(): boolean {
    const usage = this.#server.usage();
    if (usage === undefined) return false;
    this.#cpuSeconds = Math.max(this.#cpuSeconds, usage.cpuSeconds);
    this.peakMemoryKib = Math.max(this.peakMemoryKib, usage.memoryKib);
    this.peakThreads = Math.max(this.peakThreads, usage.threads);
    return true;
  }
}

function safeText(bytes: Buffer): string {
  const isUnsafe = /[^ -~\t\n]/g;
  return bytes
    .toString("latin1")
    .replace(isUnsafe, (byte) => byteEscape(byte.charCodeAt(0)))
    .trimEnd();
}
