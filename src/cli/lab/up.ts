/** `jam lab up`: makes a lab that runs until `jam lab down`. */
import { startDaemon } from "../../lab/network/daemon.ts";
import { createState, type LabState, readState } from "../../lab/network/state.ts";
import { requireTools, TOOLS_OF_LAB } from "../../lab/network/tools.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { writeErr } from "../terminal/stderr.ts";
import { invokedName } from "./defaults.ts";
import { formatLab } from "./lab-text.ts";
import { LAYOUT_FLAGS, layoutFrom } from "./layout-flags.ts";
import { labFolder } from "./running-lab.ts";
import type { Subcommand } from "./subcommand.ts";

const HELP = `Usage: jam lab up [FLAGS]

${paragraph(`Makes the hosts as network namespaces on a bridge: as root, or without root in a user namespace.
The lab runs until "jam lab down".`)}

${formatFlags(LAYOUT_FLAGS)}

${paragraph(`Exit codes: 0 the lab is running, 1 another lab is running, 2 usage error, 3 a tool, a kernel module or the
permission to make namespaces is missing.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, LAYOUT_FLAGS);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  const tooMuch = [...read.positionals, ...(read.rest ?? [])];
  if (tooMuch.length > 0)
    throw new UsageError(`jam lab up takes only flags; unexpected: ${tooMuch.join(" ")}.`);
  const layout = layoutFrom(flagValues(LAYOUT_FLAGS, read));
  requireTools(TOOLS_OF_LAB);
  const folder = labFolder();
  const before = readState(folder);
  if (before !== undefined)
    return alreadyUp(before, JSON.stringify(layout) === JSON.stringify(before.layout));
  const tied = await startDaemon(layout, "detached");
  const state: LabState = { schema: 2, since: new Date().toISOString(), daemon: tied.daemon, layout };
  if (!createState(folder, state)) {
    await tied[Symbol.asyncDispose]();
    throw new CommandError("another lab was started at the same time and is running.", EXIT.failed);
  }
  await tied.release();
  console.log(formatLab(state));
  const jam = invokedName();
  writeErr(`next: ${jam} lab shell ${layout.hosts[1]?.name}, ${jam} lab run, ${jam} lab down`);
  return EXIT.good;
}

function alreadyUp(state: LabState, isSame: boolean): number {
  if (!isSame) {
    throw new CommandError(
      `another lab is already running:\n${formatLab(state)}\nStop it with "${invokedName()} lab down".`,
      EXIT.failed,
    );
  }
  writeErr("the lab is already running.");
  console.log(formatLab(state));
  return EXIT.good;
}

export const subcommand = { run } satisfies Subcommand;
