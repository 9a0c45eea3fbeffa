/** The rows of a time line → lines of text: when, which way, bytes as hex, bytes as text. */

import { type Painter, PLAIN } from "../../../text/painter.ts";
import type { TraceRow } from "../trace-rows.ts";

const ARROWS: Readonly<Record<TraceRow["from"], string>> = { client: "→", server: "←", neither: " " };
const TIME_WIDTH = 8;
/** Keeps the text of short traces near the hex. */
const MIN_HEX_WIDTH = 17;

export function traceLines(rows: readonly TraceRow[], painter: Painter = PLAIN): readonly string[] {
  const hexes = rows.flatMap(({ bytes }) => bytes.map(({ hex }) => hex.length));
  const hexWidth = Math.max(MIN_HEX_WIDTH, ...hexes);
  const labelWidth = Math.max(...rows.map(({ connections }) => connections.length), 0);
  const gutter = " ".repeat(TIME_WIDTH + 3 + (labelWidth === 0 ? 0 : labelWidth + 1));
  return rows.flatMap((row) => {
    const label = labelWidth === 0 ? "" : `${row.connections.padEnd(labelWidth)} `;
    const head = `${painter.dim(timeOf(row))} ${painter.cyan(ARROWS[row.from])} ${painter.dim(label)}`;
    const lines = row.bytes.map(({ hex, text }) => `${hex.padEnd(hexWidth)}   ${painter.bold(text)}`);
    const notes = row.note === "" ? [] : [paintedNote(row, painter)];
    return [...lines, ...notes].map((line, index) => (index === 0 ? head : gutter) + line);
  });
}

function timeOf({ at, kind }: TraceRow): string {
  return (kind === "elided" ? "" : `${at} ms`).padStart(TIME_WIDTH);
}

function paintedNote({ kind, note }: TraceRow, painter: Painter): string {
  const isTelling = kind === "silence" || kind === "reset" || kind === "refused" || kind === "not-accepted";
  return isTelling ? painter.yellow(note) : painter.dim(note);
}
