/** The rows of a time line → lines of text: when, which way, bytes as hex, bytes as text. */

import { type Painter, PLAIN } from "../../../text/painter.ts";
import { wrap } from "../../../text/wrap.ts";
import type { TraceRow } from "../trace-rows.ts";

const ARROWS: Readonly<Record<TraceRow["from"], string>> = { client: "→", server: "←", neither: " " };
const TIME_WIDTH = 8;
/** Keeps the text of short traces near the hex. */
const MIN_HEX_WIDTH = 17;
/** Columns between hex and text. */
const GAP = 3;
/** The most that fits is shown; a byte that is no ASCII takes four characters of text, such as `\xff`. */
const BYTES_A_LINE = [16, 8, 4] as const;

/** @param width where it is less than a row needs, fewer bytes are shown a line */
export function traceLines(
  rows: readonly TraceRow[],
  painter: Painter = PLAIN,
  width = Number.POSITIVE_INFINITY,
): readonly string[] {
  const labelWidth = Math.max(...rows.map(({ connections }) => connections.length), 0);
  const gutter = " ".repeat(TIME_WIDTH + 3 + (labelWidth === 0 ? 0 : labelWidth + 1));
  const room = width - gutter.length;
  const lines = rows.flatMap(({ bytes }) => bytes);
  const size = BYTES_A_LINE.find((count) => lines.every((line) => fits(pieces(line, count), room))) ?? 4;
  const shown = rows.map((row) => ({ ...row, bytes: row.bytes.flatMap((line) => pieces(line, size)) }));
  const hexes = shown.flatMap(({ bytes }) => bytes.map(({ hex }) => hex.length));
  const hexWidth = Math.max(MIN_HEX_WIDTH, ...hexes);
  return shown.flatMap((row) => {
    const label = labelWidth === 0 ? "" : `${row.connections.padEnd(labelWidth)} `;
    const head = `${painter.dim(timeOf(row))} ${painter.cyan(ARROWS[row.from])} ${painter.dim(label)}`;
    const lines = row.bytes.map(
      ({ hex, text }) => `${hex.padEnd(hexWidth)}${" ".repeat(GAP)}${painter.bold(text)}`,
    );
    const notes = row.note === "" ? [] : wrap(row.note, room).map((line) => paintedNote(row, line, painter));
    return [...lines, ...notes].map((line, index) => (index === 0 ? head : gutter) + line);
  });
}

type ByteLine = TraceRow["bytes"][number];

function fits(lines: readonly ByteLine[], room: number): boolean {
  return lines.every(({ hex, text }) => Math.max(hex.length, MIN_HEX_WIDTH) + GAP + text.length <= room);
}

function pieces({ hex, text }: ByteLine, size: number): readonly ByteLine[] {
  const hexes = hex.split(" ");
  const texts = text.match(/\\x[0-9a-f]{2}|./gsu) ?? [];
  return Array.from({ length: Math.ceil(hexes.length / size) }, (_, index) => {
    const [from, to] = [index * size, (index + 1) * size];
    return { hex: hexes.slice(from, to).join(" "), text: texts.slice(from, to).join("") };
  });
}

function timeOf({ at, kind }: TraceRow): string {
  return (kind === "elided" ? "" : `${at} ms`).padStart(TIME_WIDTH);
}

function paintedNote({ kind }: TraceRow, note: string, painter: Painter): string {
  const isTelling = kind === "silence" || kind === "reset" || kind === "refused" || kind === "not-accepted";
  return isTelling ? painter.yellow(note) : painter.dim(note);
}
