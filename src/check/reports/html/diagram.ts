/** The rows of a time line → a picture: two lanes, time running down, an arrow for whatever went over. */

import { html } from "../../../text/html.ts";
import type { Phrases } from "../../texts/phrases.ts";
import { traceLines } from "../terminal/trace-lines.ts";
import type { TraceRow } from "../trace-rows.ts";
import { namedPieces } from "./text.ts";

const WIDTH = 392;
const LANES = { client: 66, server: 362 };
const MIDDLE = (LANES.client + LANES.server) / 2;
const ROOM = LANES.server - LANES.client - 20;
const TOP = 40;
/** An arrow comes down on its way: nothing arrives when it is sent. */
const SLOPE = 6;
const LINE = 15;
const CHARACTER = { text: 8, hex: 6.05 };

/** @param title for screen readers; the time line as text follows it */
export function diagram(rows: readonly TraceRow[], title: string, phrases: Phrases): string {
  if (rows.length === 0) return "";
  let y = TOP;
  let before = rows[0]?.at ?? 0;
  const drawn = rows.map((row) => {
    const gap = gapFor(row.at - before);
    const from = y;
    y += gap + heightAbove(row);
    const picture = rowPicture(row, y) + (gap > 20 ? pause(from, from + gap) : "");
    y += heightBelow(row);
    before = row.at;
    return picture;
  });
  const height = y + 14;
  return `<svg class="picture" viewBox="0 0 ${WIDTH} ${height}" role="img"><title>${html(title)}</title>
<desc>${html(traceLines(rows).join("\n"))}</desc>
${lane(LANES.client, phrases.client, height)}${lane(LANES.server, phrases.server, height)}
${drawn.join("\n")}
</svg>`;
}

/** Logarithmic, so that both 150 ms and 2 s are visible and differ. */
function gapFor(milliseconds: number): number {
  return milliseconds <= 0 ? 6 : Math.min(46, 6 + 11 * Math.log10(1 + milliseconds / 10));
}

function heightAbove(row: TraceRow): number {
  return row.bytes.length > 0 ? 18 * row.bytes.length + 2 : 18;
}

function heightBelow(row: TraceRow): number {
  if (row.bytes.length === 0) return 14;
  return SLOPE + LINE * (row.bytes.length + (row.note === "" ? 0 : 1)) + 4;
}

function lane(x: number, name: string, height: number): string {
  return `<text class="lane-name" x="${x}" y="16" text-anchor="middle">${html(name)}</text><line class="lane" x1="${x}" y1="24" x2="${x}" y2="${height - 4}"/>`;
}

/** The lanes are broken where time passes and nothing happens. */
function pause(from: number, to: number): string {
  const middle = (from + to) / 2;
  return [LANES.client, LANES.server]
    .map((x) => `<path class="pause" d="M${x - 5} ${middle + 1}l10 -4M${x - 5} ${middle + 6}l10 -4"/>`)
    .join("");
}

function rowPicture(row: TraceRow, y: number): string {
  const time = row.kind === "elided" ? "" : label("time", 56, y + 4, `${row.at} ms`, "end");
  const connections = row.connections === "" ? "" : label("which", 56, y + 17, row.connections, "end");
  if (row.bytes.length === 0) return time + connections + notePicture(row, y);
  const texts = row.bytes.map(({ text }, index) => {
    const up = 18 * (row.bytes.length - index - 1);
    return bytesText(text, y - 8 - up);
  });
  const hexes = row.bytes.map(({ hex }, index) =>
    fitted("hex", hex, y + SLOPE + LINE * (index + 1), CHARACTER.hex, html(hex)),
  );
  const noteY = y + SLOPE + LINE * (row.bytes.length + 1);
  const note = row.note === "" ? "" : label("note", MIDDLE, noteY, row.note);
  return [time, connections, arrow(row, y), ...texts, ...hexes, note].join("");
}

function notePicture(row: TraceRow, y: number): string {
  const text = label(`note ${row.kind}`, MIDDLE, y - 7, row.note);
  if (row.kind === "silence" || row.kind === "not-accepted") {
    return `${text}<line class="nothing" x1="${LANES.client}" y1="${y}" x2="${LANES.server}" y2="${y}"/>`;
  }
  if (row.kind === "elided") return text;
  if (row.kind === "connected") {
    return `${text}<line class="open" x1="${LANES.client}" y1="${y}" x2="${LANES.server}" y2="${y}"/>`;
  }
  return text + arrow(row, y);
}

function arrow(row: TraceRow, y: number): string {
  const isOurs = row.from === "client";
  const from = isOurs ? LANES.client : LANES.server;
  const to = isOurs ? LANES.server : LANES.client;
  const back = isOurs ? -9 : 9;
  const end = y + SLOPE;
  const isCut = row.kind === "reset" || row.kind === "refused" || row.kind === "we-reset";
  const head = isCut
    ? `<path class="cut" d="M${to + back - 5} ${end - 5}l10 10m0 -10l-10 10"/>`
    : `<path class="head" d="M${to} ${end}l${back} -4.5v9z"/>`;
  return `<g class="${row.from} ${row.kind}"><circle cx="${from}" cy="${y}" r="3"/><line x1="${from}" y1="${y}" x2="${to + back}" y2="${end}"/>${head}</g>`;
}

function bytesText(text: string, y: number): string {
  const pieces = namedPieces(text);
  const plain = pieces.map((piece) => piece.text).join(" ");
  const spans = pieces.map((piece) =>
    piece.isName ? `<tspan class="name" dx="3">${piece.text}</tspan>` : html(piece.text),
  );
  return fitted("bytes", plain, y, CHARACTER.text, spans.join(""));
}

/** Text in the middle; what is too long for the lanes is drawn narrower. */
function fitted(kind: string, plain: string, y: number, character: number, content: string): string {
  const squeeze =
    plain.length * character > ROOM ? ` textLength="${ROOM}" lengthAdjust="spacingAndGlyphs"` : "";
  return `<text class="${kind}" x="${MIDDLE}" y="${y}" text-anchor="middle" xml:space="preserve"${squeeze}>${content}</text>`;
}

function label(kind: string, x: number, y: number, text: string, anchor = "middle"): string {
  return `<text class="${kind}" x="${x}" y="${y}" text-anchor="${anchor}">${html(text)}</text>`;
}
