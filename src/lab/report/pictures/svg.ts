/** The SVG shapes of the report's pictures; every text in them is escaped. */
import { html } from "../../../text/html.ts";

/** Typst includes DejaVu Sans Mono; a browser without it uses its own fixed-width font. */
const FONT = "DejaVu Sans Mono, Menlo, Consolas, monospace";
/** Width of a character of DejaVu Sans Mono, in parts of the font's size. */
const CHARACTER_WIDTH = 0.602;

export const INK = {
  text: "#1b1f24",
  muted: "#5b6570",
  faint: "#d5dbe1",
  paper: "#ffffff",
  shade: "#f4f6f8",
  client: "#1f5c99",
  clientShade: "#eaf2fa",
  server: "#8a4708",
  serverShade: "#fbf1e6",
  warning: "#b3261e",
  good: "#2a6e3f",
} as const;

/** Only of some pictures: a mark, an open time, and a byte that is no ASCII. */
export const HIGHLIGHT = "#fdf3c8";
export const OPEN_TIME = "#c3d3e2";
export const NOT_ASCII = "#fbe9e7";

/** The same on a dark page; a picture in the report's PDF stays light. */
const DARK: Readonly<Record<string, string>> = {
  [INK.text]: "#e8e6e1",
  [INK.muted]: "#a9b0b8",
  [INK.faint]: "#3a4049",
  [INK.paper]: "#14171b",
  [INK.shade]: "#1d2127",
  [INK.client]: "#7fb4f5",
  [INK.clientShade]: "#1d2c3f",
  [INK.server]: "#e9ae6b",
  [INK.serverShade]: "#35291a",
  [INK.warning]: "#ff8f85",
  [INK.good]: "#6fcf97",
  [HIGHLIGHT]: "#3d3617",
  [OPEN_TIME]: "#2b4a6b",
  [NOT_ASCII]: "#3a2221",
};

const DARK_STYLE = Object.entries(DARK)
  .map(([light, dark]) => `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`)
  .join("");

export interface TextStyle {
  readonly size?: number;
  readonly fill?: string;
  readonly bold?: boolean;
  readonly anchor?: "middle" | "end";
}

export function textWidth(text: string, size: number): number {
  return text.length * size * CHARACTER_WIDTH;
}

export function label(x: number, y: number, text: string, style: TextStyle = {}): string {
  const attributes = [
    `x="${round(x)}" y="${round(y)}" font-size="${style.size ?? 12}" fill="${style.fill ?? INK.text}"`,
    style.bold === true ? ' font-weight="bold"' : "",
    style.anchor === undefined ? "" : ` text-anchor="${style.anchor}"`,
  ];
  return `<text ${attributes.join("")}>${html(text)}</text>`;
}

export interface Stroke {
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: string;
}

export function line(x1: number, y1: number, x2: number, y2: number, look: Stroke = {}): string {
  const dash = look.dash === undefined ? "" : ` stroke-dasharray="${look.dash}"`;
  const stroke = `stroke="${look.stroke ?? INK.muted}" stroke-width="${look.width ?? 1}"${dash}`;
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" ${stroke}/>`;
}

export interface BoxLook {
  readonly fill?: string;
  readonly stroke?: string;
  readonly radius?: number;
}

export function box(x: number, y: number, width: number, height: number, look: BoxLook = {}): string {
  const size = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return `<rect ${size} rx="${look.radius ?? 0}" fill="${look.fill ?? "none"}" stroke="${look.stroke ?? "none"}"/>`;
}

export function polygon(points: readonly (readonly [number, number])[], fill: string): string {
  return `<polygon points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(" ")}" fill="${fill}"/>`;
}

/** The same shapes, moved down. */
export function moved(y: number, parts: readonly string[]): string {
  return `<g transform="translate(0 ${round(y)})">${parts.join("")}</g>`;
}

/** @param title the text alternative of the picture */
export function drawing(width: number, height: number, title: string, parts: readonly string[]): string {
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="${FONT}" xml:space="preserve">`,
    `<title>${html(title)}</title>`,
    `<style>@media screen and (prefers-color-scheme:dark){${DARK_STYLE}}</style>`,
    box(0, 0, width, height, { fill: INK.paper }),
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

export function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width = "0", height = "0"] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
