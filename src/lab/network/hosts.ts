/** Runs commands on a host of the lab, and sends them signals. */
import { childOf, signalTo } from "../../proc/process.ts";
import { enterCommand, type LabDaemon } from "./daemon.ts";
import { toolPath } from "./tools.ts";

/** The environment variable with the host's name, for every process on the host. */
export const HOST_VARIABLE = "LAB_HOST";

interface Where {
  readonly host: string;
  /** The working directory. */
  readonly folder: string;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The arguments that run a command on a host; the exit code passes through. */
export function hostCommand(daemon: LabDaemon, where: Where, command: readonly string[]): readonly string[] {
  const variables = { [HOST_VARIABLE]: where.host, ...where.env };
  return [
    ...enterCommand(daemon),
    ...[toolPath("ip"), "netns", "exec", where.host],
    // nsenter changes the working directory, and env changes it back.
    ...["env", "-C", where.folder, ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)],
    ...command,
  ];
}

/** `hostCommand` runs the command as a child of nsenter, which does not forward signals. */
export function signalHostCommand(pid: number, name: NodeJS.Signals): void {
  signalTo(childOf(pid) ?? pid, name);
}

/** The whole stdout of a command on a host. */
export async function hostOutput(
  daemon: LabDaemon,
  host: string,
  command: readonly string[],
): Promise<string> {
  const run = Bun.spawn([...hostCommand(daemon, { host, folder: "/" }, command)], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
  });
  return await run.stdout.text();
}
