/** SVG elements as text: escaping, rounding, one text element. Pure. */

export const INK = "#1f2937";
export const FAINT = "#6b7280";
export const GRID = "#e5e7eb";
/** On a dark page. Black is the colour of a series. */
const DARK: Readonly<Record<string, string>> = {
  "#ffffff": "#14171b",
  "#000000": "#e8e6e1",
  [INK]: "#e8e6e1",
  [FAINT]: "#a9b0b8",
  [GRID]: "#333941",
};
const DARK_STYLE = Object.entries(DARK)
  .map(([light, dark]) => `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`)
  .join("");

const FONT = `font-family="ui-sans-serif, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="12"`;

export function svgDocument(width: number, height: number, title: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${FONT}>
<title>${escapeXml(title)}</title>
<style>@media screen and (prefers-color-scheme:dark){${DARK_STYLE}}</style>
<rect width="100%" height="100%" fill="#ffffff"/>
${body}
</svg>
`;
}

export function text(x: number, y: number, words: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escapeXml(words)}</text>`;
}

/** A tenth of a pixel is fine enough. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
