/** The help and the messages of the lab in each language. */
import type { Language } from "../../../language.ts";
import type { FlagTable } from "../../flags/flags.ts";
import { formatFlags, paragraph } from "../../flags/help.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { FlagText, LabTexts } from "./texts.ts";

const CATALOGUE: Readonly<Record<Language, LabTexts>> = { en: EN, id: ID };

export function labTextsOf(language: Language): LabTexts {
  return CATALOGUE[language];
}

interface HelpTexts {
  readonly usage: string;
  readonly about: string;
  readonly exitCodes: string;
  readonly flags: Readonly<Record<string, FlagText>> | undefined;
}

/** The help of a subcommand: usage, purpose, flags, exit codes. */
export function helpText(texts: HelpTexts, table: FlagTable): string {
  return `${texts.usage}

${paragraph(texts.about)}

${formatFlags(translated(table, texts.flags))}

${paragraph(texts.exitCodes)}`;
}

function translated(table: FlagTable, texts: HelpTexts["flags"]): FlagTable {
  if (texts === undefined) return table;
  const entries = Object.entries(table).map(([name, flag]) => {
    const text = texts[name] ?? flag.help;
    return [name, { ...flag, ...(typeof text === "string" ? { help: text } : text) }];
  });
  return Object.fromEntries(entries);
}
