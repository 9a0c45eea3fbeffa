/** Runs a command on a host from this terminal: input, output, signals and the exit code pass through. */
import { constants } from "node:os";
import { hostCommand, signalHostCommand } from "../../lab/network/hosts.ts";
import type { LabState } from "../../lab/network/state.ts";
import { childOf, startTimeOf } from "../../proc/process.ts";
import { EXIT } from "../exit.ts";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;
/** A terminal sends these to its whole foreground process group, so the command already has them. */
const FROM_TERMINAL: readonly string[] = ["SIGINT", "SIGQUIT"];
/** Shells report a command that a signal ended as 128 plus the signal's number. */
const SIGNALLED = 128;
const POLL_MS = 10;

/** @returns the command's exit code */
export async function attach(
  state: LabState,
  host: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const words = hostCommand(state.daemon, { host, folder: process.cwd(), env }, command);
  const isAtTerminal = process.stdin.isTTY === true;
  const forward = (name: NodeJS.Signals) => {
    if (!(isAtTerminal && FROM_TERMINAL.includes(name))) signalHostCommand(child.pid, name);
  };
  // Before the command starts, because a signal may arrive in its first moment.
  for (const name of FORWARDED) process.on(name, forward);
  const child = Bun.spawn([...words], { stdio: ["inherit", "inherit", "inherit"] });
  try {
    const inner = await innerOf(child);
    await child.exited;
    // Ctrl-C ends nsenter at once, and the command a little later.
    while (inner !== undefined && startTimeOf(inner.pid) === inner.startTime) await Bun.sleep(POLL_MS);
  } finally {
    for (const name of FORWARDED) process.off(name, forward);
  }
  const { signalCode, exitCode } = child;
  if (typeof signalCode === "string") return SIGNALLED + (constants.signals[signalCode] ?? 0);
  return exitCode ?? EXIT.failed;
}

/** The command itself, which nsenter starts; undefined if it ended before it was found. */
async function innerOf(child: Bun.Subprocess) {
  while (child.exitCode === null && child.signalCode === null) {
    const pid = childOf(child.pid);
    const startTime = pid === undefined ? undefined : startTimeOf(pid);
    if (pid !== undefined && startTime !== undefined) return { pid, startTime };
    await Bun.sleep(POLL_MS);
  }
  return undefined;
}
