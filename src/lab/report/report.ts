/** A capture's facts → the report, as a PDF or as Markdown with pictures. */
import { analysesOf } from "./analyses.ts";
import { markdownFiles } from "./markdown.ts";
import { outlineOf, type ReportInput } from "./outline.ts";
import { typesetPdf } from "./typst.ts";

/** @throws {MissingTypst} */
export async function makeReport(input: ReportInput): Promise<{ readonly pdf: Uint8Array }> {
  return { pdf: await typesetPdf(outlineOf(input, analysesOf(input))) };
}

/** @returns texts by their paths: `TUGAS2.md`, and the pictures that it shows */
export function makeMarkdown(input: ReportInput): ReadonlyMap<string, string> {
  return markdownFiles(outlineOf(input, analysesOf(input)));
}
