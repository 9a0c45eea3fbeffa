/** `jam lab report`: the report of a run, or of captures made elsewhere, as a PDF or as Markdown. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MissingTypst } from "../../lab/report/missing-typst.ts";
import { makeMarkdown, makeReport } from "../../lab/report/report.ts";
import { LANGUAGES } from "../../language.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { choiceFlag, listFlag, textFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { authorOf } from "./author.ts";
import { captureFiles } from "./capture-files.ts";
import { invokedName, portFlag, RUN_FOLDER } from "./defaults.ts";
import { type Evidence, evidenceAt, evidenceFrom } from "./evidence.ts";
import type { Subcommand } from "./subcommand.ts";

const PDF = "TUGAS2.PDF";

const text = (placeholder: string, help: string, fallbackText: string) =>
  textFlag(() => "", { placeholder, help, fallbackText });

const FLAGS = {
  out: text("FILE", "where the PDF is written", `${PDF}; none with --markdown alone`),
  markdown: text("DIR", "write the report as Markdown with pictures into this folder", "none"),
  pcap: {
    ...listFlag<string>(
      [],
      {
        placeholder: "FILE",
        help: "captures made elsewhere, one at a time: mesin1=FILE",
        fallbackText: "none",
      },
      (item) => item,
    ),
    // A comma may stand in a file's name.
    parse: (value: string) => [value],
  },
  port: portFlag,
  name: text("NAME", "the student's name", "name in lab.toml"),
  nrp: text("NRP", "the student's number", "nrp in lab.toml"),
  class: text("CLASS", "the class", "class in lab.toml"),
  source: text("URL", "the link to the source code", "source in lab.toml, or git's remote"),
  lang: choiceFlag(LANGUAGES, "id", {
    placeholder: "LANG",
    help: `language of the report: ${LANGUAGES.join(", ")}`,
  }),
} as const satisfies FlagTable;

const HELP = `Usage: jam lab report [DIR] [FLAGS]

${paragraph(`Writes the assignment's report from the captures of a run. DIR is the folder of the run (default: ${RUN_FOLDER}).`)}

${formatFlags(FLAGS)}

${paragraph(`Exit codes: 0 the report is written, 1 there is no run, 2 usage error, 3 tshark or the typesetter is missing, or a file
cannot be written.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, FLAGS);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  const [folder, ...tooMuch] = [...read.positionals, ...(read.rest ?? [])];
  const values = flagValues(FLAGS, read);
  if (tooMuch.length > 0)
    throw new UsageError(`jam lab report takes one folder; unexpected: ${tooMuch.join(" ")}.`);
  if (folder !== undefined && values.pcap.length > 0)
    throw new UsageError("give either DIR or --pcap, not both.");
  const author = authorOf(values);
  const { facts, run }: Evidence =
    values.pcap.length > 0
      ? await evidenceFrom(captureFiles(values.pcap), values.port)
      : await evidenceAt([folder ?? RUN_FOLDER], values.port);
  // A report is read on other machines: it names the file in the clone, not a folder of this machine.
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
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new CommandError(`cannot write ${file}: ${code}.`, EXIT.environment);
  }
}

export const subcommand = { run } satisfies Subcommand;
