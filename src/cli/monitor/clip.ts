/** Lines with colours, clipped to a terminal's width; colour escapes have no width. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
const PIECE = /\u001b\[\d*m|[\s\S]/gu;
const RESET = "\u001b[0m";

/** What is clipped ends in `…`: half of a text can say something else. */
export function clip(line: string, columns: number): string {
  if (visible(line) <= columns) return line;
  let shown = "";
  let room = columns - 1;
  for (const [piece] of line.matchAll(PIECE)) {
    const isColour = piece.length > 2 && piece.startsWith("\u001b[");
    if (!isColour && --room < 0) break;
    shown += piece;
  }
  if (columns > 0) shown += "…";
  return shown.includes("\u001b") ? shown + RESET : shown;
}

/** The left text at the left edge of the line, the right one at its right edge. */
export function spread(left: string, right: string, columns: number): string {
  return `${left}${" ".repeat(Math.max(2, columns - visible(left) - visible(right)))}${right}`;
}

function visible(line: string): number {
  return [...line.matchAll(PIECE)].filter(([piece]) => piece.length <= 2).length;
}
