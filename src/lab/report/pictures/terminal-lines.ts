/** The output of a terminal → its lines as a person sees them, each with the time at which it began. */
import { visibleLine } from "../../../text/visible.ts";
import { cutLines } from "../payload-lines.ts";

export interface Chunk {
  /** Undefined if it was not recorded. */
  readonly at: number | undefined;
  readonly text: string;
}

/** The chunks as lines with their line ends; a line's time is that of the chunk that began it. */
export function linesOf(chunks: readonly Chunk[]): readonly Chunk[] {
  const lines: { text: string; at: number | undefined }[] = [];
  let isOpen = false;
  for (const { at, text } of chunks) {
    for (const piece of text.split(/(?<=\n)/)) {
      const last = lines.at(-1);
      if (isOpen && last !== undefined) last.text += piece;
      else lines.push({ text: piece, at });
      isOpen = !piece.endsWith("\n");
    }
  }
  return lines;
}

/** Broken at a width; rows beyond `most` become `…`. */
export function rowsOf(line: string, columns: number, most: number): readonly string[] {
  const text = shownText(line);
  return text === "" ? [""] : cutLines(text, columns, most);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with ESC
const COLOUR = /\u001b\[[0-9;]*m/g;

/** A terminal shows nothing for a colour or for a CR before LF, and spaces for a tab; spaces at the ends stay. */
function shownText(line: string): string {
  const text = line
    .replace(/\r*\n$/, "")
    .replace(COLOUR, "")
    .replace(/\t/g, "    ");
  return visibleLine(`|${text}|`).slice(1, -1);
}

/** A command after its prompt: broken after spaces, or within a word that is too long. */
export function commandRows(text: string, columns: number, most: number): readonly string[] {
  const words = new RegExp(`.{1,${columns - 1}}(?: |$)|.{1,${columns}}`, "gu");
  const rows = text.match(words) ?? [];
  return rows.length > most ? [...rows.slice(0, most - 1), "…"] : rows;
}
