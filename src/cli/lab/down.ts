/** `jam lab down`: stops the lab and everything that runs in it. */
import { endDaemon } from "../../lab/network/daemon.ts";
import { clearState, leaveStateFolder, readState } from "../../lab/network/state.ts";
import { EXIT, UsageError } from "../exit.ts";
import { readArguments } from "../flags/flags.ts";
import { paragraph } from "../flags/help.ts";
import { writeErr } from "../terminal/stderr.ts";
import { labFolder } from "./running-lab.ts";
import type { Subcommand } from "./subcommand.ts";

const HELP = `Usage: jam lab down

${paragraph(`Stops the lab and everything that runs in it. If no lab is running, this does nothing and succeeds.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, {});
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  if (read.positionals.length > 0) throw new UsageError("jam lab down takes no arguments.");
  const folder = labFolder();
  const state = readState(folder);
  if (state !== undefined) await endDaemon(state.daemon);
  clearState(folder);
  leaveStateFolder(folder);
  writeErr(state === undefined ? "no lab is running." : "the lab is down.");
  return EXIT.good;
}

export const subcommand = { run } satisfies Subcommand;
