/** Lines over logarithmic axes as an SVG picture. Pure. */

interface Line {
  readonly title: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly lines: readonly Line[];
}

const [WIDTH, HEIGHT] = [720, 400];
const BOX = { left: 64, top: 36, right: 580, bottom: 350 };
/** Told apart by the colour-blind too (Okabe and Ito). */
const COLORS = ["#d55e00", "#000000", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"] as const;

export function drawPlot({ title, xTitle, yTitle, lines }: Plot): string {
  const all = lines.flatMap(({ points }) => points);
  const x = axis(
    all.map(([value]) => value),
    BOX.left,
    BOX.right,
  );
  const y = axis(
    all.map(([, value]) => value),
    BOX.bottom,
    BOX.top,
  );
  const body = [
    text(BOX.left, 22, title, 'font-size="15" font-weight="bold"'),
    text((BOX.left + BOX.right) / 2, HEIGHT - 12, xTitle, 'text-anchor="middle"'),
    text(
      14,
      (BOX.top + BOX.bottom) / 2,
      yTitle,
      `text-anchor="middle" transform="rotate(-90 14 ${(BOX.top + BOX.bottom) / 2})"`,
    ),
    ...x.ticks.map((tick) => grid(x.at(tick), BOX.top, x.at(tick), BOX.bottom)),
    ...x.ticks.map((tick) => text(x.at(tick), BOX.bottom + 18, label(tick), 'text-anchor="middle"')),
    ...y.ticks.map((tick) => grid(BOX.left, y.at(tick), BOX.right, y.at(tick))),
    ...y.ticks.map((tick) => text(BOX.left - 8, y.at(tick) + 4, label(tick), 'text-anchor="end"')),
    ...lines.map((line, index) => drawLine(line, index, x.at, y.at)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<title>${escaped(title)}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${body.join("\n")}
</svg>
`;
}

/** Whole decades around the values. */
function axis(values: readonly number[], from: number, to: number) {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  const first = positive.length > 0 ? Math.floor(Math.min(...positive)) : 0;
  const last = Math.max(first + 1, Math.ceil(Math.max(...positive, first)));
  const ticks = Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step));
  return {
    ticks,
    at: (value: number) => round(from + ((Math.log10(value) - first) / (last - first)) * (to - from)),
  };
}

function drawLine(
  { title, points }: Line,
  index: number,
  x: (value: number) => number,
  y: (value: number) => number,
) {
  const color = COLORS[index % COLORS.length];
  const places = points.filter(([, value]) => value > 0).map(([left, up]) => `${x(left)},${y(up)}`);
  const row = BOX.top + 14 + index * 20;
  return [
    `<polyline fill="none" stroke="${color}" stroke-width="2" points="${places.join(" ")}"/>`,
    ...places.map((place) => `<circle cx="${place.replace(",", '" cy="')}" r="3" fill="${color}"/>`),
    `<rect x="${BOX.right + 14}" y="${row - 9}" width="12" height="4" fill="${color}"/>`,
    text(BOX.right + 32, row - 2, title),
  ].join("\n");
}

function text(x: number, y: number, words: string, attributes = ""): string {
  const safe = escaped(words);
  return `<text x="${x}" y="${y}" ${attributes}>${safe}</text>`;
}

function grid(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#ddd"/>`;
}

function label(tick: number): string {
  return tick >= 1000 ? tick.toLocaleString("en-US") : String(Number(tick.toPrecision(1)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
