/** `jam lab status`: the lab that stands, if one does. */
import { EXIT, UsageError } from "../exit.ts";
import { switchFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags } from "../flags/help.ts";
import type { Subcommand } from "./lab.ts";
import { formatLab, labReport } from "./lab-text.ts";
import { foundLab } from "./running-lab.ts";

const FLAGS = {
  json: switchFlag({ help: "print it as JSON" }),
} as const satisfies FlagTable;

const HELP = `Usage: jam lab status [FLAGS]

Shows the hosts, their addresses and links, and the process that holds the lab.

${formatFlags(FLAGS)}

Exit codes: 0 a lab stands, 1 none does.`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, FLAGS);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  if (read.positionals.length > 0) throw new UsageError("jam lab status takes flags alone.");
  const { json } = flagValues(FLAGS, read);
  const state = foundLab();
  if (json) console.log(JSON.stringify(labReport(state), undefined, 2));
  else console.log(state === undefined ? "no lab stands" : formatLab(state));
  return state === undefined ? EXIT.failed : EXIT.good;
}

export const subcommand = { run } satisfies Subcommand;
