/** Runs a command on a host at this terminal: its input, output, signals and exit code are the caller's own. */
import { constants } from "node:os";
import { hostCommand, signalHostCommand } from "../../lab/network/hosts.ts";
import type { LabState } from "../../lab/network/state.ts";
import { childOf, startTimeOf } from "../../proc/process.ts";
import { EXIT } from "../exit.ts";

const HANDED_ON = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;
/** A terminal sends these to all that is in its foreground: the command has them already. */
const FROM_TERMINAL: readonly string[] = ["SIGINT", "SIGQUIT"];
/** As shells tell of a command that a signal ended. */
const SIGNALLED = 128;
const LOOK_MS = 10;

/** @returns the command's exit code */
export async function attach(
  state: LabState,
  host: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const words = hostCommand(state.holder, { host, folder: process.cwd(), env }, command);
  const isAtTerminal = process.stdin.isTTY === true;
  const handOn = (name: NodeJS.Signals) => {
    if (!(isAtTerminal && FROM_TERMINAL.includes(name))) signalHostCommand(child.pid, name);
  };
  // Before the command begins: it may be told to end in its first moment.
  for (const name of HANDED_ON) process.on(name, handOn);
  const child = Bun.spawn([...words], { stdio: ["inherit", "inherit", "inherit"] });
  try {
    const inner = await innerOf(child);
    await child.exited;
    // Ctrl-C ends nsenter at once; the command may still be about to end.
    while (inner !== undefined && startTimeOf(inner.pid) === inner.startTime) await Bun.sleep(LOOK_MS);
  } finally {
    for (const name of HANDED_ON) process.off(name, handOn);
  }
  const { signalCode, exitCode } = child;
  if (typeof signalCode === "string") return SIGNALLED + (constants.signals[signalCode] ?? 0);
  return exitCode ?? EXIT.failed;
}

/** The command itself, which nsenter starts; undefined where it ended before it was seen. */
async function innerOf(child: Bun.Subprocess) {
  while (child.exitCode === null && child.signalCode === null) {
    const pid = childOf(child.pid);
    const startTime = pid === undefined ? undefined : startTimeOf(pid);
    if (pid !== undefined && startTime !== undefined) return { pid, startTime };
    await Bun.sleep(LOOK_MS);
  }
  return undefined;
}
