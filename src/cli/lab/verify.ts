/** `jam lab verify`: which points of the assignment a run or a capture proves, and why not the others. */
import { formatVerdict, verdictOf } from "../../lab/report/verdict.ts";
import { LANGUAGES, languageOf } from "../../language.ts";
import { EXIT, UsageError } from "../exit.ts";
import { choiceFlag, switchFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { writeOut } from "../terminal/stdout.ts";
import { portFlag } from "./defaults.ts";
import { evidenceAt } from "./evidence.ts";
import type { Subcommand } from "./subcommand.ts";

const environment = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"];

const FLAGS = {
  port: portFlag,
  json: switchFlag({ help: "print the verdict as JSON" }),
  lang: choiceFlag(LANGUAGES, languageOf(environment), {
    placeholder: "LANG",
    help: `language of the verdict: ${LANGUAGES.join(", ")}`,
    fallbackText: "from LANG",
  }),
} as const satisfies FlagTable;

const HELP = `Usage: jam lab verify FOLDER|CAPTURE... [FLAGS]

${paragraph(`Reports which points of the assignment are proven by the captures of a run, of folders, or by capture files,
and why the others are not, or cannot be seen in them. Several files are judged together. Files of pcap and pcapng are
read, also if they are compressed with gzip, zstd or lz4.`)}

${formatFlags(FLAGS)}

${paragraph(`Exit codes: 0 every point is proven, 1 some point is not, 2 usage error, or a file is not a capture, 3
tshark is missing.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, FLAGS);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  const paths = [...read.positionals, ...(read.rest ?? [])];
  if (paths.length === 0) {
    throw new UsageError(
      "a folder or a capture is needed: jam lab verify lab-run, or jam lab verify mesin1.pcapng",
    );
  }
  const { port, json, lang } = flagValues(FLAGS, read);
  const { facts } = await evidenceAt(paths, port);
  const verdict = verdictOf(facts, lang);
  const text = json ? JSON.stringify(verdict, undefined, 2) : formatVerdict(facts, lang).trimEnd();
  await writeOut(`${text}\n`);
  return verdict.isProven ? EXIT.good : EXIT.failed;
}

export const subcommand = { run } satisfies Subcommand;
