/** Starts the real `bin/jam serve` as a child process, reads its log, and always stops it. Knows no test. */
import { fileURLToPath } from "node:url";
import { Lines } from "./lines.ts";

/** Limits for a busy machine: a passing test does not reach them. */
const START_SECONDS = 30;
const WAIT_SECONDS = 15;

export const JAM = fileURLToPath(new URL("../../../bin/jam", import.meta.url));

/** A JSON line of the log; its fields depend on `event`. */
export interface LogLine {
  readonly time: string;
  readonly event: string;
  readonly pid: number;
  readonly port: number;
  readonly thread: number;
  readonly session: string;
  readonly version: string;
  readonly reason: string;
  readonly requests: number;
  readonly errors: number;
  readonly seconds: number;
  readonly refuses: boolean;
  readonly changed: readonly { readonly setting: string; readonly from: unknown; readonly to: unknown }[];
  readonly needRestart: LogLine["changed"];
  readonly threads: number;
  readonly connectionLimit: number;
  readonly sessionsLost: number;
  readonly open: number;
  readonly cut: number;
  readonly why: string;
  readonly url: string;
  readonly refusals: number;
  readonly zone: string;
  readonly zoneData: string;
  readonly zoneVersion: string | undefined;
  readonly counts: Readonly<Record<string, number>>;
}

interface Start {
  readonly env?: Readonly<Record<string, string>>;
  /** The program and arguments that stand for `bin/jam serve`; the flags are appended. */
  readonly command?: readonly string[];
  /** Listening sockets that it gets as systemd passes them: from descriptor 3 on. */
  readonly listeners?: readonly number[];
}

/** LISTEN_PID is the process itself, which only that process knows. */
function activated(listeners: readonly number[]): readonly string[] {
  return listeners.length === 0
    ? []
    : ["sh", "-c", `LISTEN_PID=$$ LISTEN_FDS=${listeners.length} exec "$0" "$@"`];
}

/** The environment without the developer's own JAM_ settings. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    name.startsWith("JAM_") || value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(own), ...extra };
}

/** To be declared with `await using`, which stops it however the test ends. */
export class JamServer implements AsyncDisposable {
  readonly #process: Bun.Subprocess<"ignore", "ignore", "pipe">;
  readonly #log: Lines;
  port = 0;

  private constructor(flags: readonly string[], start: Start) {
    const listeners = start.listeners ?? [];
    this.#process = Bun.spawn([...activated(listeners), ...(start.command ?? [JAM, "serve"]), ...flags], {
      stdio: ["ignore", "ignore", "pipe", ...listeners],
      env: cleanEnvironment(start.env),
    });
    this.#log = new Lines(this.#process.stderr);
    process.once("exit", this.#kill); // a test that times out disposes nothing
  }

  /** Resolves when it listens, on a free port of 127.0.0.1 unless a flag says another host. */
  static async start(flags: readonly string[] = [], start: Start = {}): Promise<JamServer> {
    const server = new JamServer(["--port", "0", "--host", "127.0.0.1", "--monitor", "off", ...flags], start);
    try {
      server.port = (await server.waitFor(({ event }) => event === "listening", START_SECONDS)).port;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
    return server;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Resolves with the exit code, or with the name of the signal that ended it. */
  get exited(): Promise<number | string> {
    return this.#process.exited.then((code) => this.#process.signalCode ?? code);
  }

  /** All that stderr holds so far. */
  get lines(): readonly string[] {
    return this.#log.all;
  }

  /** All JSON lines so far. */
  get events(): readonly LogLine[] {
    return this.#log.all.flatMap(parseLine);
  }

  /** The first line, past or to come, that `matches`. */
  async waitFor(matches: (line: LogLine) => boolean, seconds = WAIT_SECONDS): Promise<LogLine> {
    const [line] = await this.waitForAll(matches, 1, seconds);
    return line as LogLine;
  }

  /** The lines that match, once there are `count` of them. */
  waitForAll(
    matches: (line: LogLine) => boolean,
    count: number,
    seconds = WAIT_SECONDS,
  ): Promise<readonly LogLine[]> {
    return this.#log.waitFor((lines) => {
      const found = lines.flatMap(parseLine).filter(matches);
      return found.length >= count ? found : undefined;
    }, seconds);
  }

  signal(name: "SIGKILL" | "SIGTERM" | "SIGINT" | "SIGHUP" | "SIGSTOP" | "SIGCONT"): void {
    this.#process.kill(name);
  }

  /** Asks it to stop, and gives its last log line and its exit code. */
  async stop(): Promise<{ readonly stopped: LogLine; readonly exit: number | string }> {
    this.signal("SIGTERM");
    const stopped = await this.waitFor(({ event }) => event === "stopped", 15);
    return { stopped, exit: await this.exited };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill();
    await this.#process.exited;
    process.off("exit", this.#kill);
  }

  readonly #kill = (): void => {
    if (this.#process.exitCode === null) this.#process.kill("SIGKILL");
  };
}

function parseLine(line: string): readonly LogLine[] {
  return line.startsWith("{") ? [JSON.parse(line) as LogLine] : [];
}
