/** A reply byte by byte: position, character and hex, and the clause of each part. */
import type { Point } from "../../capture/facts.ts";
import { bytesOf, textOfHex } from "../payload-lines.ts";
import type { DrawingWords } from "../words/words.ts";
import { box, drawing, INK, label, line, NOT_ASCII } from "./svg.ts";

const CELL = 50;
const ACROSS = 14;
const MARGIN = 30;
const WIDTH = MARGIN * 2 + ACROSS * CELL;
const ROW_HEIGHT = 84;
const MOST_BYTES = ACROSS * 3;
/** `JAM`, the space, the time, CR LF: the positions in a right reply. */
const PARTS = [
  { from: 0, to: 3, clause: "1.d.ii" },
  { from: 3, to: 4, clause: "1.d.ii" },
  { from: 4, to: 12, clause: "1.d.iii" },
  { from: 12, to: 14, clause: "1.d.iii" },
] as const;

/** @param point the bytes of other clauses are greyed out */
export function replySvg(hex: string, point: Point, words: DrawingWords): string {
  const bytes = bytesOf(hex);
  const shown = bytes.slice(0, MOST_BYTES);
  const rows = Math.ceil(shown.length / ACROSS);
  const isRight = /^JAM [0-9]{2}:[0-9]{2}:[0-9]{2}\\r\\n$/.test(textOfHex(hex));
  const leftOut = bytes.length - shown.length;
  const bottom = rows * ROW_HEIGHT;
  const height = bottom + (isRight ? 40 : 8) + (leftOut > 0 ? 20 : 0);
  return drawing(WIDTH, height, words.replyOf(bytes.length), [
    ...shown.flatMap((byte, index) => cell(byte, index, isRight && !isAbout(index, point))),
    ...(isRight ? PARTS.flatMap((part, index) => brace(part, words.replyParts[index] ?? "")) : []),
    ...(leftOut > 0 ? [label(MARGIN, bottom + 12, words.bytesLeftOut(leftOut), { fill: INK.muted })] : []),
  ]);
}

function isAbout(index: number, point: Point): boolean {
  return (
    point === "1.d.i" || PARTS.some(({ from, to, clause }) => clause === point && from <= index && index < to)
  );
}

function cell(byte: string, index: number, isAside: boolean): readonly string[] {
  const x = MARGIN + (index % ACROSS) * CELL;
  const y = Math.floor(index / ACROSS) * ROW_HEIGHT + 22;
  const code = Number.parseInt(byte, 16);
  const isControl = code < 0x20 || code === 0x7f;
  const isAscii = code < 0x80;
  const fill = isAside ? INK.paper : !isAscii ? NOT_ASCII : isControl ? INK.serverShade : INK.clientShade;
  return [
    label(x + CELL / 2, y - 7, `${index + 1}`, { size: 10, fill: INK.muted, anchor: "middle" }),
    box(x + 1.5, y, CELL - 3, 52, { fill, stroke: INK.faint, radius: 3 }),
    label(x + CELL / 2, y + 23, characterOf(code), {
      size: 16,
      bold: !isAside,
      fill: isAside ? INK.muted : INK.text,
      anchor: "middle",
    }),
    label(x + CELL / 2, y + 43, byte, { size: 12, fill: INK.muted, anchor: "middle" }),
  ];
}

function characterOf(code: number): string {
  const names: Readonly<Record<number, string>> = { 9: "TAB", 10: "LF", 13: "CR", 32: "SP" };
  return names[code] ?? (code > 0x20 && code < 0x7f ? String.fromCharCode(code) : "·");
}

function brace(part: (typeof PARTS)[number], name: string): readonly string[] {
  const left = MARGIN + part.from * CELL + 4;
  const right = MARGIN + part.to * CELL - 4;
  const y = ROW_HEIGHT + 2;
  return [
    line(left, y, right, y, { stroke: INK.text, width: 1.2 }),
    line(left, y, left, y - 5, { stroke: INK.text, width: 1.2 }),
    line(right, y, right, y - 5, { stroke: INK.text, width: 1.2 }),
    label((left + right) / 2, y + 15, name, { size: 11, bold: true, anchor: "middle" }),
    label((left + right) / 2, y + 30, part.clause, { size: 10, fill: INK.muted, anchor: "middle" }),
  ];
}
