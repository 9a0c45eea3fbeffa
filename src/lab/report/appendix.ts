/** The server's source code as an appendix of bounded length. */
import { extname } from "node:path";
import { visibleLine, visibleText } from "../../text/visible.ts";
import type { SourceFile } from "../run/run-folder.ts";
import type { AppendixFile } from "./outline.ts";
import type { SectionWords } from "./words/words.ts";

/** Of all files together: about eight pages. */
const MOST_LINES = 480;
const MOST_CHARACTERS_A_LINE = 300;

export function appendixOf(sources: readonly SourceFile[], words: SectionWords): readonly AppendixFile[] {
  let left = MOST_LINES;
  return sources.map(({ name, text }) => {
    const lines = text.replace(/\s+$/, "").split(/\r?\n/);
    const shown = lines.slice(0, left);
    left -= shown.length;
    const leftOut = lines.length - shown.length;
    return {
      name: visibleLine(name),
      language: extname(name).slice(1).toLowerCase(),
      text: visibleText(shown.map(shortened).join("\n")),
      note: leftOut > 0 ? words.sourceLinesLeftOut(leftOut) : undefined,
    };
  });
}

function shortened(line: string): string {
  const text = line.replaceAll("\t", "    ");
  return text.length > MOST_CHARACTERS_A_LINE ? `${text.slice(0, MOST_CHARACTERS_A_LINE - 1)}…` : text;
}
