/** `jam lab verify`: says which points of the assignment a run or a capture proves, and why not the others. */

import { formatVerify, verify } from "../../lab/judge/verify.ts";
import { LANGUAGES, languageOf } from "../../language.ts";
import { EXIT, UsageError } from "../exit.ts";
import { choiceFlag, switchFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags } from "../flags/help.ts";
import { writeOut } from "../terminal/stdout.ts";
import { evidenceAt } from "./evidence.ts";
import type { Subcommand } from "./lab.ts";
import { portFlag } from "./port-flag.ts";

const environment = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"];

const FLAGS = {
  port: portFlag,
  json: switchFlag({ help: "print the verdict as JSON" }),
  lang: choiceFlag(LANGUAGES, languageOf(environment), {
    placeholder: "LANG",
    help: "language of the answer: en, id",
    fallbackText: "from LANG",
  }),
} as const satisfies FlagTable;

const HELP = `Usage: jam lab verify FOLDER|CAPTURE [FLAGS]

Says which of the assignment's points the captures of a run, of a folder, or one capture prove, and why not
the others.

${formatFlags(FLAGS)}

Exit codes: 0 every point is proven, 1 not, 2 called wrongly, 3 tshark is missing.`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, FLAGS);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  const [path, ...tooMuch] = [...read.positionals, ...(read.rest ?? [])];
  if (path === undefined || tooMuch.length > 0) {
    throw new UsageError(
      "one folder or capture is wanted: jam lab verify lab-run, jam lab verify mesin1.pcapng",
    );
  }
  const { port, json, lang } = flagValues(FLAGS, read);
  const { facts } = await evidenceAt(path, port);
  const verdict = verify(facts, lang);
  const text = json ? JSON.stringify(verdict, undefined, 2) : formatVerify(facts, lang).trimEnd();
  await writeOut(`${text}\n`);
  return verdict.isProven ? EXIT.good : EXIT.failed;
}

export const subcommand = { run } satisfies Subcommand;
