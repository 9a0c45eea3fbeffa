/** The one process that makes a lab and holds it: with its end, however it comes, all of the lab is gone. */

import { childOf, signalTo, startTimeOf } from "../../proc/process.ts";
import { buildScript, type Life, READY, TIED_SCRIPT } from "./build-script.ts";
import { LabError, labErrorOf } from "./lab-error.ts";
import type { Layout } from "./layout.ts";
import { toolPath } from "./tools.ts";

export interface LabDaemon {
  readonly pid: number;
  /** With the pid it names one process and no later one of the same number. */
  readonly startTime: number;
  /** Made in a user namespace, by somebody who is not root. */
  readonly isRootless: boolean;
}

/** The script comes as a variable: a process list shows `jam-lab`, and no page of script. */
const SHELL = ["sh", "-c", 'eval "$LAB_SCRIPT"', "jam-lab"];

const BUILD_SECONDS = 20;
const END_SECONDS = 5;

/** Tied to its maker: it ends when this process does. */
export class TiedDaemon implements AsyncDisposable {
  readonly holder: LabDaemon;
  readonly #child: Bun.Subprocess<"pipe", "pipe", "pipe">;

  constructor(holder: LabDaemon, child: Bun.Subprocess<"pipe", "pipe", "pipe">) {
    this.holder = holder;
    this.#child = child;
  }

  /** From now on a lab that was built to stand does so until `endHolder`. */
  async release(): Promise<void> {
    this.#child.stdin.write("stay\n");
    await this.#child.stdin.end();
    this.#child.unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    signalTo(this.holder.pid, "SIGKILL");
    await this.#child.exited;
  }
}

/** Builds the lab. @throws {LabError} @throws {MissingTool} */
export function startDaemon(layout: Layout, life: Life): Promise<TiedDaemon> {
  const isRootless = process.getuid?.() !== 0;
  const command = [
    toolPath("unshare"),
    ...(isRootless ? ["--user", "--map-root-user"] : []),
    ...["--net", "--mount", "--pid", "--fork", "--kill-child"],
    ...SHELL,
  ];
  return startTied(command, buildScript(layout, life), isRootless, (unshare) => childOf(unshare));
}

/** Holds what one run starts in a lab that stands, so that it ends with the run. @throws {LabError} */
export function startKeeper(holder: LabDaemon): Promise<TiedDaemon> {
  const command = [
    ...enterCommand(holder),
    ...[toolPath("unshare"), "--pid", "--fork", "--kill-child", ...SHELL],
  ];
  return startTied(command, TIED_SCRIPT, holder.isRootless, (nsenter) => childOf(childOf(nsenter)));
}

/** The words that run a command within the lab, in no host yet. */
export function enterCommand({ pid, isRootless }: LabDaemon): readonly string[] {
  const user = isRootless ? ["--user", "--preserve-credentials"] : [];
  return [toolPath("nsenter"), "--target", String(pid), ...user, "--mount", "--net", "--pid", "--"];
}

export function isDaemonRunning({ pid, startTime }: LabDaemon): boolean {
  return startTimeOf(pid) === startTime;
}

/** Resolves when it is gone. */
export async function endDaemon(holder: LabDaemon): Promise<void> {
  const deadline = performance.now() + END_SECONDS * 1000;
  while (isDaemonRunning(holder)) {
    if (performance.now() > deadline)
      throw new LabError(`the lab's process ${holder.pid} does not end.`, "failed");
    signalTo(holder.pid, "SIGKILL");
    await Bun.sleep(10);
  }
}

/** @param holderOf the process that holds, from the one that is started for it */
async function startTied(
  command: readonly string[],
  script: string,
  isRootless: boolean,
  holderOf: (started: number) => number | undefined,
): Promise<TiedDaemon> {
  // A session of its own: neither Ctrl-C nor the terminal's end reaches it past its maker.
  const child = Bun.spawn(["env", `LAB_SCRIPT=${script}`, ...command], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
    detached: true,
  });
  const late = setTimeout(() => child.kill("SIGKILL"), BUILD_SECONDS * 1000);
  try {
    const pid = (await saysReady(child.stdout)) ? holderOf(child.pid) : undefined;
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

/** False where the script ended without the word. */
async function saysReady(stdout: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<boolean> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const bytes of stdout) {
    text += decoder.decode(bytes, { stream: true });
    if (text.includes(`${READY}\n`)) return true;
  }
  return false;
}
