/** The flags of `jam lab report`. */
import { LANGUAGES } from "../../language.ts";
import { choiceFlag, switchFlag, textFlag } from "../flags/flag-kinds.ts";
import type { FlagTable } from "../flags/flags.ts";
import { portFlag } from "./defaults.ts";
import { fileListFlag } from "./file-list.ts";
import { PDF, pdfName } from "./report-files.ts";

const text = (placeholder: string, help: string, fallbackText: string, check?: (text: string) => string) =>
  textFlag(() => "", { placeholder, help, fallbackText }, check);

export const REPORT_FLAGS = {
  out: text("FILE", "where the PDF is written", `${PDF}; none with --markdown alone`, pdfName),
  markdown: text("DIR", "write the report as Markdown with pictures into this folder", "none"),
  force: switchFlag({ help: "replace a report that exists" }),
  strict: switchFlag({ help: "exit with 1 if the checklist names anything" }),
  pcap: {
    ...fileListFlag("FILE", "captures made elsewhere, one at a time: mesin1=FILE"),
    // The name of a host may precede each.
    parse: (text: string) => [text],
  },
  port: portFlag,
  name: text("NAME", "the student's name", "name in lab.toml"),
  nrp: text("NRP", "the student's number", "nrp in lab.toml"),
  class: text("CLASS", "the class", "class in lab.toml"),
  source: text("URL", "the link to the source code", "source in lab.toml, or git's remote"),
  sourceFile: {
    ...fileListFlag("FILE", "the server's source code, printed as an appendix; may be repeated"),
    fallbackText: "the file that the run's COMMAND names",
  },
  lang: choiceFlag(LANGUAGES, "id", {
    placeholder: "LANG",
    help: `language of the report and the messages: ${LANGUAGES.join(", ")}`,
    fallbackText: "id; messages: from LANG",
  }),
} as const satisfies FlagTable;
