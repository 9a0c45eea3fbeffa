/** Lines with colours, cut to a terminal's width: colours take no room. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
const PIECE = /\u001b\[\d*m|[\s\S]/gu;
const RESET = "\u001b[0m";

export function clip(line: string, columns: number): string {
  let shown = "";
  let width = 0;
  for (const [piece] of line.matchAll(PIECE)) {
    const isColour = piece.length > 2 && piece.startsWith("\u001b[");
    if (!isColour && ++width > columns) return shown.includes("\u001b") ? shown + RESET : shown;
    shown += piece;
  }
  return shown;
}

/** The left text and the right one, as far apart as the line is wide. */
export function spread(left: string, right: string, columns: number): string {
  return `${left}${" ".repeat(Math.max(2, columns - visible(left) - visible(right)))}${right}`;
}

function visible(line: string): number {
  return [...line.matchAll(PIECE)].filter(([piece]) => piece.length <= 2).length;
}
