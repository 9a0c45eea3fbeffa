/** The facts of captures → the report, as a PDF or as Markdown with pictures. */
import { markdownFiles } from "./markdown.ts";
import type { ReportInput } from "./outline.ts";
import { outlineOf } from "./outline-of.ts";
import { typesetPdf } from "./typst.ts";

/** @throws {MissingTypst} */
export async function makeReport(input: ReportInput): Promise<{ readonly pdf: Uint8Array }> {
  return { pdf: await typesetPdf(outlineOf(input)) };
}

/** @returns texts by their paths: `TUGAS2.md`, and the pictures that it shows */
export function makeMarkdown(input: ReportInput): ReadonlyMap<string, string> {
  return markdownFiles(outlineOf(input));
}
