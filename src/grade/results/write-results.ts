/** The outcomes of a class → its result folder: each file is whole or not there at all. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Graded } from "../outcome.ts";
import { anonymized } from "./anonymous/anonymize.ts";
import { pseudonymsOf } from "./anonymous/pseudonyms.ts";
import { type Entry, entriesOf } from "./entries.ts";
import { feedbackHtml } from "./feedback/html.ts";
import { feedbackMarkdown } from "./feedback/markdown.ts";
import { gradescopeJson } from "./gradescope.ts";
import { filledSheet } from "./moodle/fill.ts";
import type { ResultOptions } from "./options.ts";
import { classPage } from "./page/page.ts";
import { csvOf, gradesCsv } from "./tables/csv.ts";
import { gradesXlsx } from "./tables/xlsx.ts";
import { resultTextsOf } from "./texts/index.ts";

export interface Written {
  /** Absolute; the table to open first comes first. */
  readonly files: readonly string[];
  /** Sentences in the options' language, such as students that the Moodle sheet does not have. */
  readonly remarks: readonly string[];
}

/**
 * @param folder made if it is missing
 * @throws {Error} the system's, with its `code`, such as ENOSPC
 */
export async function writeResults(
  folder: string,
  graded: readonly Graded[],
  options: ResultOptions,
): Promise<Written> {
  const files: string[] = [];
  const write = async (place: string, content: string | Uint8Array) => {
    const file = join(folder, place);
    await writeWhole(file, content);
    files.push(file);
  };
  const { isAnonymous, language, moodle } = options;
  const place = isAnonymous ? "anonymous/" : "";
  const named = entriesOf(graded);
  const entries = isAnonymous ? await pseudonymous(folder, graded, write) : named;
  await write(`${place}class.html`, await classPage(entries, options));
  await write(`${place}grades.csv`, gradesCsv(entries, language));
  await write(`${place}grades.xlsx`, await gradesXlsx(entries, language));
  for (const entry of entries) {
    await write(`${place}feedback/${entry.fileName}.html`, feedbackHtml(entry, language));
    await write(`${place}feedback/${entry.fileName}.md`, feedbackMarkdown(entry, language));
    await write(`${place}gradescope/${entry.fileName}.json`, gradescopeJson(entry, language));
  }
  if (moodle === undefined) return { files, remarks: [] };
  // Moodle reads names; only the one who grades gets this file.
  const { text, notInSheet, locked } = filledSheet(moodle, named);
  await write("moodle.csv", text);
  const texts = resultTextsOf(language);
  const remarks = [
    ...(notInSheet.length === 0 ? [] : [texts.notInSheet(notInSheet)]),
    ...(locked.length === 0 ? [] : [texts.locked(locked)]),
  ];
  return { files, remarks };
}

/** `pseudonyms.csv` and its secret stay beside the folder that is handed on. */
async function pseudonymous(
  folder: string,
  graded: readonly Graded[],
  write: (place: string, content: string) => Promise<void>,
): Promise<readonly Entry[]> {
  const names = pseudonymsOf(
    graded.map(({ id }) => id),
    await secretIn(join(folder, "pseudonyms.key")),
  );
  const pseudonymOf = ({ id }: Graded) => names.get(id) ?? "";
  const rows = entriesOf(graded).map((entry) => [
    pseudonymOf(entry.graded),
    entry.graded.id,
    entry.graded.name,
  ]);
  await write("pseudonyms.csv", csvOf([["pseudonym", "id", "name"], ...rows]));
  return entriesOf(graded.map((one) => anonymized(one, pseudonymOf(one))));
}

/** Kept, so that the pseudonyms stay the same; without it ids cannot be tried until one fits. */
async function secretIn(file: string): Promise<string> {
  try {
    const known = (await readFile(file, "utf8")).trim();
    if (known !== "") return known;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const fresh = randomBytes(32).toString("hex");
  await writeWhole(file, `${fresh}\n`, 0o600);
  return fresh;
}

async function writeWhole(file: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.${basename(file)}.${process.pid}.new`);
  try {
    await writeFile(unfinished, content, { mode });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
