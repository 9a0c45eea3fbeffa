/** A server that is started for a run: in a process group of its own, waited for, and stopped with all it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const LAST_WORDS = 2000;
/** From the request to stop until what is left is killed. */
const STOP_MS = 3000;
/** USER_HZ, in which /proc counts processor time: 100 on every Linux that Bun runs on. */
const MS_A_TICK = 10;

/** One line of /proc/PID/stat. */
interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly cpuMs: number;
}

export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #closed: Promise<void>;
  #lastWords = "";
  /** How it ended, in words; undefined while it runs. */
  ended: string | undefined;

  constructor(command: readonly string[]) {
    const [program = "", ...args] = command;
    this.#child = spawn(program, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString("utf8")).slice(-LAST_WORDS);
    };
    this.#child.stdout?.on("data", keep);
    this.#child.stderr?.on("data", keep);
    this.#closed = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        this.ended = `cannot be started: ${error.message}`;
        resolve();
      });
      this.#child.once("exit", (code, signal) => {
        this.ended ??= code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
        resolve();
      });
    });
  }

  /** The end of what it wrote, on either stream. */
  get lastWords(): string {
    return this.#lastWords.trim();
  }

  /** Processor time of all that it started, so far; undefined where there is no /proc. */
  cpuMs(): number | undefined {
    const family = this.#family();
    return family.length === 0 ? undefined : family.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  }

  /** At once, where there is no time to ask. */
  kill(): void {
    this.#signal(this.#family(), "SIGKILL");
  }

  /** Asks all of them to stop, and kills what is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    const family = this.#family();
    this.#signal(family, "SIGTERM");
    const waited = Promise.withResolvers<void>();
    const timer = setTimeout(waited.resolve, STOP_MS);
    await Promise.race([this.#closed, waited.promise]);
    clearTimeout(timer);
    const alive = new Set(readProcesses().map(({ pid }) => pid));
    this.#signal([...this.#family(), ...family.filter(({ pid }) => alive.has(pid))], "SIGKILL");
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  #signal(family: readonly Process[], name: "SIGTERM" | "SIGKILL"): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    for (const target of [-pid, ...family.map((each) => each.pid)]) {
      try {
        process.kill(target, name);
      } catch {} // gone already
    }
  }

  /** Everything in its process group, and every descendant that has left it. */
  #family(): readonly Process[] {
    const root = this.#child.pid;
    const all = readProcesses();
    const family = new Set(all.filter(({ pid, group }) => pid === root || group === root));
    for (let size = -1; size !== family.size; ) {
      size = family.size;
      const pids = new Set([...family].map(({ pid }) => pid));
      for (const each of all) if (pids.has(each.parent)) family.add(each);
    }
    return [...family];
  }
}

function readProcesses(): readonly Process[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => readProcess(Number(name)));
  } catch {
    return [];
  }
}

/** proc_pid_stat(5): what follows the name in parentheses begins with field 3. */
function readProcess(pid: number): readonly Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [parent, group, user, system] = [fields[1], fields[2], fields[11], fields[12]].map(Number);
    return [
      { pid, parent: parent ?? 0, group: group ?? 0, cpuMs: ((user ?? 0) + (system ?? 0)) * MS_A_TICK },
    ];
  } catch {
    return []; // gone in between
  }
}
