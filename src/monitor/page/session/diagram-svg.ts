/** A sequence diagram → an SVG picture for slides and reports: light, with fonts that every machine has. Pure. */
import type { Diagram, Step } from "../chunks/diagram.ts";
import { isBad } from "../chunks/notes.ts";
import { type Piece, visiblePieces } from "../chunks/visible.ts";
import { formatOffset } from "../format.ts";
import type { Texts } from "../texts/texts.ts";

const WIDTH = 960;
const CLIENT_X = 124;
const SERVER_X = 940;
/** Between the text and the lines of the two sides. */
const INSET = 18;
/** As many as fit between the sides, in the fonts below. */
const WIRE_CHARACTERS = 84;
const NOTE_CHARACTERS = 115;

const COLORS = {
  client: "#1f5fae",
  server: "#7a3d9c",
  bad: "#b3261e",
  soft: "#575d63",
  ink: "#1d2024",
  line: "#ddd7ca",
};
const WIRE = 'font-family="monospace" font-size="15" font-weight="600"';
const SMALL = 'font-family="sans-serif" font-size="12.5"';

interface Names extends Pick<Texts, "notes" | "words"> {
  readonly title: string;
}

export function diagramSvg({ steps }: Diagram, names: Names): string {
  const parts: string[] = [];
  let y = 34;
  parts.push(text(20, y, `${SMALL} fill="${COLORS.soft}"`, names.title));
  y += 34;
  const top = y + 12;
  parts.push(text(CLIENT_X, y, `${SMALL} font-weight="700" fill="${COLORS.client}"`, names.words.client));
  parts.push(
    text(
      SERVER_X,
      y,
      `${SMALL} font-weight="700" text-anchor="end" fill="${COLORS.server}"`,
      names.words.server,
    ),
  );
  y = top;
  for (const step of steps) {
    const drawn = drawStep(step, y + 10, names);
    parts.push(drawn.svg);
    y = drawn.bottom;
  }
  const sides = [CLIENT_X, SERVER_X].map(
    (x) => `<path d="M${x} ${top}V${y + 10}" stroke="${COLORS.line}" stroke-width="2"/>`,
  );
  const height = y + 30;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...sides,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function drawStep(
  step: Step,
  from: number,
  { notes }: Names,
): { readonly svg: string; readonly bottom: number } {
  const isClient = step.from === "client";
  const side = isClient ? `x="${CLIENT_X + INSET}"` : `x="${SERVER_X - INSET}" text-anchor="end"`;
  const color = step.what === "reset" ? COLORS.bad : COLORS[step.from];
  const svg: string[] = [];
  let y = from;
  for (const part of step.parts) {
    y += 22;
    const times = part.count > 1 ? `<tspan dx="8" fill="${COLORS.soft}">×${part.count}</tspan>` : "";
    const isBareLf = isClient && part.endsLine && part.line.at(-2) !== 13;
    const shown = clip(visiblePieces(part.bytes)).map((piece) => pieceSpan(piece, isBareLf));
    svg.push(`<text ${side} y="${y}" ${WIRE} fill="${COLORS.ink}">${shown.join("")}${times}</text>`);
  }
  y += 12;
  const dash = step.what === "bytes" ? "" : ' stroke-dasharray="6 4"';
  const [tail, head] = isClient ? [CLIENT_X, SERVER_X] : [SERVER_X, CLIENT_X];
  const back = isClient ? -11 : 11;
  svg.push(
    text(20, y + 4, `${SMALL} fill="${COLORS.soft}"`, formatOffset(step.after)),
    `<path d="M${tail} ${y}H${head}" stroke="${color}" stroke-width="2"${dash}/>`,
    `<path d="M${head} ${y}l${back} -6v12z" fill="${color}"/>`,
  );
  for (const { kind, count } of step.notes) {
    const fill = isBad(kind) ? COLORS.bad : COLORS.soft;
    for (const line of wrap(notes[kind](count), NOTE_CHARACTERS)) {
      y += 18;
      svg.push(`<text ${side} y="${y}" ${SMALL} fill="${fill}">${escapeXml(line)}</text>`);
    }
  }
  return { svg: svg.join("\n"), bottom: y + 6 };
}

/** As much as fits between the sides: an escape has several characters, and one of an East Asian script is wide. */
function clip(pieces: readonly Piece[]): readonly Piece[] {
  const clipped: Piece[] = [];
  let room = WIRE_CHARACTERS;
  for (const piece of pieces) {
    const text = "text" in piece ? piece.text : piece.kind;
    const fitting = [...text].filter((character) => {
      room -= character > "\u00ff" ? 2 : 1;
      return room >= 0;
    });
    const isWhole = room >= 0;
    if (isWhole) clipped.push(piece);
    else if (piece.kind === "text") clipped.push({ ...piece, text: fitting.join("") });
    if (!isWhole) return [...clipped, { kind: "text", text: "…" }];
  }
  return clipped;
}

function pieceSpan(piece: Piece, isBareLf: boolean): string {
  if (piece.kind === "text") return `<tspan xml:space="preserve">${escapeXml(piece.text)}</tspan>`;
  if (piece.kind === "escape") return `<tspan fill="#7d4e00">${escapeXml(piece.text)}</tspan>`;
  const fill = piece.kind === "lf" && isBareLf ? COLORS.bad : COLORS.soft;
  return `<tspan dx="6" font-size="11" fill="${fill}">${piece.kind.toUpperCase()}</tspan>`;
}

function text(x: number, y: number, style: string, content: string): string {
  return `<text x="${x}" y="${y}" ${style}>${escapeXml(content)}</text>`;
}

function wrap(sentence: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of sentence.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function escapeXml(content: string): string {
  return content.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
