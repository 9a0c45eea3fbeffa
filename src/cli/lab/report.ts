/** `jam lab report`: the report of a run, or of captures made elsewhere, as a PDF or as Markdown. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checklistOf, formatChecklist } from "../../lab/report/checklist.ts";
import { MissingTypst } from "../../lab/report/missing-typst.ts";
import { makeMarkdown, makeReport } from "../../lab/report/report.ts";
import type { SourceFile } from "../../lab/run/run-folder.ts";
import { readSource } from "../../lab/run/source-files.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { flagValues, readArguments } from "../flags/flags.ts";
import { writeErr } from "../terminal/stderr.ts";
import { authorOf } from "./author.ts";
import { captureFiles } from "./capture-files.ts";
import { messageLanguage, printedName, RUN_FOLDER } from "./defaults.ts";
import { type Evidence, evidenceAt, evidenceFrom } from "./evidence.ts";
import { MARKDOWN, PDF, refuseToReplace, write } from "./report-files.ts";
import { REPORT_FLAGS } from "./report-flags.ts";
import type { Subcommand } from "./subcommand.ts";
import { helpText, labTextsOf } from "./texts/texts-of.ts";

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, REPORT_FLAGS);
  const language = messageLanguage(read);
  if (read.wantsHelp) {
    console.log(helpText(labTextsOf(language).report, REPORT_FLAGS));
    return EXIT.good;
  }
  const [folder, ...tooMuch] = [...read.positionals, ...(read.rest ?? [])];
  const values = flagValues(REPORT_FLAGS, read);
  if (tooMuch.length > 0)
    throw new UsageError(`jam lab report takes one folder; unexpected: ${tooMuch.join(" ")}.`);
  if (folder !== undefined && values.pcap.length > 0)
    throw new UsageError("give either DIR or --pcap, not both.");
  const { markdown } = values;
  const file = markdown === "" || values.out !== "" ? values.out || PDF : undefined;
  if (!values.force) {
    if (file !== undefined) refuseToReplace(file, "--out");
    if (markdown !== "") refuseToReplace(join(markdown, MARKDOWN), "--markdown");
  }
  const author = authorOf(values);
  const given = values.sourceFile.map(sourceFile);
  const { facts, run }: Evidence =
    values.pcap.length > 0
      ? await evidenceFrom(captureFiles(values.pcap), values.port)
      : await evidenceAt([folder ?? RUN_FOLDER], values.port);
  const sources = given.length > 0 ? given : (run?.server.sources ?? []);
  const serverLog = run?.server.output === undefined ? readLog(folder ?? RUN_FOLDER) : undefined;
  const input = { facts, run, serverLog, ...author, sources, language: values.lang, jam: printedName() };
  if (markdown !== "") {
    for (const [path, content] of makeMarkdown(input)) write(join(markdown, path), content);
    console.log(markdown);
  }
  if (file !== undefined) {
    const { pdf } = await makeReport(input).catch((error) => {
      if (error instanceof MissingTypst) throw new CommandError(`${error.message}.`, EXIT.environment);
      throw error;
    });
    write(file, pdf);
    console.log(file);
  }
  const checklist = checklistOf(input);
  writeErr(formatChecklist(checklist, facts, language));
  return values.strict && checklist.length > 0 ? EXIT.failed : EXIT.good;
}

/** What the server of a run of an earlier version printed, without times. */
function readLog(folder: string): string | undefined {
  const file = join(folder, "server.log");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** @throws {UsageError} */
function sourceFile(name: string): SourceFile {
  const read = readSource(name, process.cwd());
  if (read.kind === "source") return read.file;
  const faults = {
    missing: `there is no file ${name}`,
    "no file": `${name} is not a file`,
    unreadable: `${name} cannot be read`,
    "too large": `${name} is too large to print`,
    "not text": `${name} is not a text in UTF-8`,
  };
  throw new UsageError(`--source-file: ${faults[read.fault]}.`);
}

export const subcommand = { run } satisfies Subcommand;
