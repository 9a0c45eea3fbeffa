/** The files of a report: their names, and that no file is replaced unless --force is given. */
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import { CommandError, EXIT, UsageError } from "../exit.ts";

export { PAGE as MARKDOWN } from "../../lab/report/markdown.ts";
export const PDF = "TUGAS2.PDF";

/** @throws {Error} whose message follows the flag's name */
export function pdfName(name: string): string {
  const suffix = extname(name).toLowerCase();
  if (suffix === ".md" || suffix === ".markdown")
    throw new Error(`must name a PDF file, not ${JSON.stringify(name)}: --markdown DIR writes Markdown.`);
  if (suffix !== "" && suffix !== ".pdf")
    throw new Error(`must name a PDF file such as ${PDF}, not ${JSON.stringify(name)}.`);
  if (statSync(name, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new Error(`must name a file, not the folder ${JSON.stringify(name)}.`);
  return name;
}

/** Devices and pipes are written to, because nothing in them is lost. @throws {UsageError} */
export function refuseToReplace(file: string, flag: "--out" | "--markdown"): void {
  if (!existsSync(file) || !statSync(file).isFile()) return;
  throw new UsageError(`${file} exists: replace it with --force, or choose another place with ${flag}.`);
}

export function write(file: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new CommandError(`cannot write ${file}: ${code}.`, EXIT.environment);
  }
}
