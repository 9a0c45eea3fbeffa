/** `jam lab report`: the report of a run, or of captures made elsewhere, as a PDF or as Markdown. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MissingTypst } from "../../lab/report/missing-typst.ts";
import { makeMarkdown, makeReport } from "../../lab/report/report.ts";
import { LANGUAGES } from "../../language.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { choiceFlag, listFlag, textFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags } from "../flags/help.ts";
import { authorOf } from "./author.ts";
import { captureFiles, type Evidence, evidenceAt, factsFrom } from "./evidence.ts";
import { invokedName } from "./invocation.ts";
import type { Subcommand } from "./lab.ts";
import { portFlag } from "./port-flag.ts";
import { RUN_FOLDER } from "./run-place.ts";

const PDF = "TUGAS2.PDF";

const text = (placeholder: string, help: string, fallbackText: string) =>
  textFlag(() => "", { placeholder, help, fallbackText });

const FLAGS = {
  out: text("FILE", "where the PDF is written", `${PDF}; with --markdown alone no PDF is made`),
  markdown: text("DIR", "write the report as Markdown with pictures, into this folder", "none"),
  pcap: listFlag<string>(
    [],
    {
      placeholder: "LIST",
      help: "captures made elsewhere: mesin1=FILE, once for each",
      fallbackText: "none",
    },
    (item) => item,
  ),
  port: portFlag,
  name: text("NAME", "who hands it in", "lab.toml's name"),
  nrp: text("NRP", "the student's number", "lab.toml's nrp"),
  class: text("CLASS", "the class", "lab.toml's class"),
  source: text("URL", "the link to the source", "lab.toml's source, or git's remote"),
  lang: choiceFlag(LANGUAGES, "id", {
    placeholder: "LANG",
    help: `language of the report: ${LANGUAGES.join(", ")}`,
  }),
} as const satisfies FlagTable;

const HELP = `Usage: jam lab report [DIR] [FLAGS]

Writes the assignment's report from what the captures of a run hold; DIR is the run's folder (${RUN_FOLDER}).

${formatFlags(FLAGS)}

Exit codes: 0 the report is written, 1 there is no run, 2 called wrongly, 3 tshark or the typesetter is missing.`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, FLAGS);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  const [folder, ...tooMuch] = [...read.positionals, ...(read.rest ?? [])];
  const values = flagValues(FLAGS, read);
  if (tooMuch.length > 0)
    throw new UsageError(`jam lab report takes one folder: ${tooMuch.join(" ")} is too much.`);
  if (folder !== undefined && values.pcap.length > 0)
    throw new UsageError("either DIR or --pcap, and not both.");
  const author = authorOf(values);
  const { facts, run }: Evidence =
    values.pcap.length > 0
      ? { facts: await factsFrom(captureFiles(values.pcap), values.port), run: undefined }
      : await evidenceAt(folder ?? RUN_FOLDER, values.port);
  // A page is read at other machines: it names the clone's file, and no folder of this one.
  const jam = invokedName() === "jam" ? "jam" : "bin/jam";
  const input = { facts, run, ...author, language: values.lang, jam };
  if (values.markdown !== "") {
    for (const [path, content] of makeMarkdown(input)) write(join(values.markdown, path), content);
    console.log(values.markdown);
  }
  if (values.markdown === "" || values.out !== "") {
    const file = values.out || PDF;
    const { pdf } = await makeReport(input).catch((error) => {
      if (error instanceof MissingTypst) throw new CommandError(`${error.message}.`, EXIT.environment);
      throw error;
    });
    write(file, pdf);
    console.log(file);
  }
  return EXIT.good;
}

function write(file: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    throw new CommandError(
      `${file} cannot be written: ${error instanceof Error ? error.message : error}.`,
      EXIT.failed,
    );
  }
}

export const subcommand = { run } satisfies Subcommand;
