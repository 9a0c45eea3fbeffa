/** One terminal on a host of the lab: a command as a person types it, and its output with times. */
import type { LabDaemon } from "../network/daemon.ts";
import { hostCommand } from "../network/hosts.ts";
import { CTRL_D } from "./experiment.ts";
import type { TerminalRecord } from "./run-folder.ts";

/** `timeout` sends SIGKILL this long after SIGTERM. */
const KILL_SECONDS = 1;

export class Terminal {
  readonly #host: string;
  readonly #command: string;
  readonly #startedAt = now();
  readonly #child: Bun.Subprocess<"pipe", "pipe", "ignore">;
  readonly #output: { readonly at: number; readonly text: string }[] = [];
  readonly #ended: Promise<number>;
  #shown = "";
  #changed = Promise.withResolvers<void>();
  #hasEnded = false;
  #endedAt = 0;

  constructor(daemon: LabDaemon, host: string, command: string, limitSeconds: number) {
    this.#host = host;
    this.#command = command;
    // stdout and stderr in one stream keep their order, as at a terminal.
    const shell = ["sh", "-c", `exec 2>&1\n${command}`];
    const words = ["timeout", `--kill-after=${KILL_SECONDS}`, String(limitSeconds), ...shell];
    this.#child = Bun.spawn([...hostCommand(daemon, { host, folder: "/" }, words)], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "ignore",
    });
    this.#ended = this.#read();
  }

  /** The output includes the echo of a terminal: a CR as ^M, and nothing for Ctrl-D. */
  async type(keys: string): Promise<void> {
    if (this.#hasEnded) return;
    try {
      if (keys === CTRL_D) {
        await this.#child.stdin.end();
        return;
      }
      this.#show(keys.replaceAll("\r", "^M"));
      this.#child.stdin.write(keys);
      await this.#child.stdin.flush();
    } catch (error) {
      // the command has just ended and reads no more input
      if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
    }
  }

  /** Resolves when the text was shown `times` times, when the command has ended, or after `seconds`. */
  async see(text: string, times: number, seconds: number): Promise<void> {
    const deadline = performance.now() + seconds * 1000;
    while (!this.#hasEnded && this.#shown.split(text).length - 1 < times) {
      const left = deadline - performance.now();
      if (left <= 0) return;
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, left);
      await Promise.race([this.#changed.promise, late.promise]);
      clearTimeout(timer);
    }
  }

  /** Resolves when its command has ended. */
  async finish(): Promise<TerminalRecord> {
    const exitCode = await this.#ended;
    return {
      host: this.#host,
      command: this.#command,
      startedAt: this.#startedAt,
      endedAt: this.#endedAt,
      exitCode,
      output: this.#output,
    };
  }

  async #read(): Promise<number> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#child.stdout) this.#show(decoder.decode(bytes, { stream: true }));
    const exitCode = await this.#child.exited;
    await this.type(CTRL_D);
    this.#hasEnded = true;
    this.#endedAt = now();
    this.#changed.resolve();
    return exitCode;
  }

  #show(text: string): void {
    if (text === "") return;
    this.#output.push({ at: now(), text });
    this.#shown += text;
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** Seconds since 1970. */
function now(): number {
  return Date.now() / 1000;
}
