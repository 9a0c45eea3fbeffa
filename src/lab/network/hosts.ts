/** Runs commands on a host of the lab: the words that enter it, and signals to what runs there. */

import { childOf, signalTo } from "../../proc/process.ts";
import { enterCommand, type LabDaemon } from "./daemon.ts";
import { toolPath } from "./tools.ts";

/** Names the host to whatever runs in it. */
export const HOST_VARIABLE = "LAB_HOST";

interface Where {
  readonly host: string;
  /** The folder to be in. */
  readonly folder: string;
  /** Further variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The words that run a command on a host; its exit code and signals come through. */
export function hostCommand(holder: LabDaemon, where: Where, command: readonly string[]): readonly string[] {
  const variables = { [HOST_VARIABLE]: where.host, ...where.env };
  return [
    ...enterCommand(holder),
    ...[toolPath("ip"), "netns", "exec", where.host],
    // Entering leaves the folder behind: env goes back to it.
    ...["env", "-C", where.folder, ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)],
    ...command,
  ];
}

/** Everything that `hostCommand` runs is a child of nsenter, which hands no signal on. */
export function signalHostCommand(pid: number, name: NodeJS.Signals): void {
  signalTo(childOf(pid) ?? pid, name);
}

/** What a command on a host says, to its end. */
export async function hostOutput(
  holder: LabDaemon,
  host: string,
  command: readonly string[],
): Promise<string> {
  const run = Bun.spawn([...hostCommand(holder, { host, folder: "/" }, command)], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
  });
  return await run.stdout.text();
}
