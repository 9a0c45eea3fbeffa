/** The process that makes a lab and keeps it alive: when it ends, for whatever reason, the whole lab is gone. */
import { childOf, signalTo, startTimeOf } from "../../proc/process.ts";
import { buildScript, type Lifetime, READY, TIED_SCRIPT } from "./build-script.ts";
import { LabError, labErrorOf } from "./lab-error.ts";
import type { Layout } from "./layout.ts";
import { toolPath } from "./tools.ts";

export interface LabDaemon {
  readonly pid: number;
  /** In clock ticks; tells the process from a later one with the same pid. */
  readonly startTime: number;
  /** Made without root, in a user namespace. */
  readonly isRootless: boolean;
}

/** The script is passed in a variable, so that a process list shows `jam-lab` and not the script. */
const SHELL = ["sh", "-c", 'eval "$LAB_SCRIPT"', "jam-lab"];

const BUILD_SECONDS = 20;
const END_SECONDS = 5;

/** Ends when this process ends. */
export class TiedDaemon implements AsyncDisposable {
  readonly daemon: LabDaemon;
  readonly #child: Bun.Subprocess<"pipe", "pipe", "pipe">;

  constructor(daemon: LabDaemon, child: Bun.Subprocess<"pipe", "pipe", "pipe">) {
    this.daemon = daemon;
    this.#child = child;
  }

  /** From now on a detached lab runs until `endDaemon`. */
  async release(): Promise<void> {
    this.#child.stdin.write("detach\n");
    await this.#child.stdin.end();
    this.#child.unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    signalTo(this.daemon.pid, "SIGKILL");
    await this.#child.exited;
  }
}

/** Builds the lab. @throws {LabError} @throws {MissingTool} */
export function startDaemon(layout: Layout, lifetime: Lifetime): Promise<TiedDaemon> {
  const isRootless = process.getuid?.() !== 0;
  const command = [
    toolPath("unshare"),
    ...(isRootless ? ["--user", "--map-root-user"] : []),
    ...["--net", "--mount", "--pid", "--fork", "--kill-child"],
    ...SHELL,
  ];
  return startTied(command, buildScript(layout, lifetime), isRootless, (unshare) => childOf(unshare));
}

/** A daemon within a running lab that owns the processes of one run: they end with the run. @throws {LabError} */
export function startRunDaemon(daemon: LabDaemon): Promise<TiedDaemon> {
  const command = [
    ...enterCommand(daemon),
    ...[toolPath("unshare"), "--pid", "--fork", "--kill-child", ...SHELL],
  ];
  return startTied(command, TIED_SCRIPT, daemon.isRootless, (nsenter) => childOf(childOf(nsenter)));
}

/** The arguments that run a command within the lab, but not on a host. */
export function enterCommand({ pid, isRootless }: LabDaemon): readonly string[] {
  const user = isRootless ? ["--user", "--preserve-credentials"] : [];
  return [toolPath("nsenter"), "--target", String(pid), ...user, "--mount", "--net", "--pid", "--"];
}

export function isDaemonRunning({ pid, startTime }: LabDaemon): boolean {
  return startTimeOf(pid) === startTime;
}

/** Resolves when the daemon has ended. @throws {LabError} */
export async function endDaemon(daemon: LabDaemon): Promise<void> {
  const deadline = performance.now() + END_SECONDS * 1000;
  while (isDaemonRunning(daemon)) {
    if (performance.now() > deadline)
      throw new LabError(`the lab's process ${daemon.pid} does not end.`, "failed");
    signalTo(daemon.pid, "SIGKILL");
    await Bun.sleep(10);
  }
}

/** @param daemonOf the daemon's pid, from the pid of the command that starts it */
async function startTied(
  command: readonly string[],
  script: string,
  isRootless: boolean,
  daemonOf: (started: number) => number | undefined,
): Promise<TiedDaemon> {
  // In a session of its own, so that neither Ctrl-C nor the end of the terminal reaches it directly.
  const child = Bun.spawn(["env", `LAB_SCRIPT=${script}`, ...command], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
    detached: true,
  });
  const late = setTimeout(() => child.kill("SIGKILL"), BUILD_SECONDS * 1000);
  try {
    const pid = (await isReady(child.stdout)) ? daemonOf(child.pid) : undefined;
    const startTime = pid === undefined ? undefined : startTimeOf(pid);
    if (pid !== undefined && startTime !== undefined) {
      return new TiedDaemon({ pid, startTime, isRootless }, child);
    }
    child.kill("SIGKILL");
    throw labErrorOf(await child.stderr.text(), isRootless);
  } finally {
    clearTimeout(late);
  }
}

/** False if the script ended before it was ready. */
async function isReady(stdout: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<boolean> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const bytes of stdout) {
    text += decoder.decode(bytes, { stream: true });
    if (text.includes(`${READY}\n`)) return true;
  }
  return false;
}
