/** `jam lab status`: shows the running lab. */
import { EXIT, UsageError } from "../exit.ts";
import { switchFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { formatLab, labReport } from "./lab-text.ts";
import { foundLab } from "./running-lab.ts";
import type { Subcommand } from "./subcommand.ts";

const FLAGS = {
  json: switchFlag({ help: "print JSON" }),
} as const satisfies FlagTable;

const HELP = `Usage: jam lab status [FLAGS]

${paragraph(`Shows the hosts, their addresses and links, and the process of the lab.`)}

${formatFlags(FLAGS)}

${paragraph(`Exit codes: 0 a lab is running, 1 no lab is running, 2 usage error.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, FLAGS);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  if (read.positionals.length > 0) throw new UsageError("jam lab status takes only flags.");
  const { json } = flagValues(FLAGS, read);
  const state = foundLab();
  if (json) console.log(JSON.stringify(labReport(state), undefined, 2));
  else console.log(state === undefined ? "no lab is running" : formatLab(state));
  return state === undefined ? EXIT.failed : EXIT.good;
}

export const subcommand = { run } satisfies Subcommand;
