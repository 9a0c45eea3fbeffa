/** Latencies → a histogram in text, with bins that grow with the values. */
import { lowestOf, type TallyData } from "../../bench/tally.ts";
import { formatEdge, formatShare } from "../../text/numbers.ts";

const NS_PER_MS = 1e6;
const WIDTH = 48;
/** Columns beside a bar: the indent, the range and the share. */
const BESIDE = 28;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
/** Edges within a decade; the coarse ones if the fine ones would give too many rows. */
const FINE = [1, 1.5, 2, 3, 5, 7];
const COARSE = [1, 2, 5];
const MAX_ROWS = 16;

export interface Row {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

export function rowsOf(data: TallyData): readonly Row[] {
  if (data.counts.length === 0) return [];
  const leastMs = Math.max(lowestOf(data.first), 100) / NS_PER_MS;
  const fine = edges(leastMs, data.maxNs / NS_PER_MS, FINE);
  const chosen = fine.length - 1 <= MAX_ROWS ? fine : edges(leastMs, data.maxNs / NS_PER_MS, COARSE);
  const rows = chosen.slice(1).map((toMs, at) => ({ fromMs: chosen[at] as number, toMs, count: 0 }));
  let row = 0;
  for (let at = 0; at < data.counts.length; at++) {
    const ms = lowestOf(data.first + at) / NS_PER_MS;
    while (row < rows.length - 1 && ms >= (rows[row]?.toMs ?? 0)) row++;
    const target = rows[row];
    if (target !== undefined) target.count += data.counts[at] as number;
  }
  return rows;
}

/** Round numbers from at most `from` to more than `to`. */
function edges(from: number, to: number, steps: readonly number[]): readonly number[] {
  const found: number[] = [];
  for (let decade = Math.floor(Math.log10(from)); ; decade++) {
    for (const step of steps) {
      const edge = Number((step * 10 ** decade).toPrecision(3));
      if (edge <= from) found.length = 0; // a closer lower edge
      found.push(edge);
      if (edge > to && found.length > 1) return found;
    }
  }
}

/** @param columns of the terminal, if it is one */
export function formatBars(
  data: TallyData,
  paint: (bar: string) => string,
  columns = Number.POSITIVE_INFINITY,
): readonly string[] {
  const width = Math.max(1, Math.min(WIDTH, columns - BESIDE));
  const rows = rowsOf(data);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const highest = Math.max(...rows.map(({ count }) => count));
  return rows.map(({ fromMs, toMs, count }) => {
    const range = `${formatEdge(fromMs).padStart(7)} – ${formatEdge(toMs).padEnd(7)}`;
    const share = count === 0 ? "" : count / total < 0.0005 ? "<0.1 %" : formatShare(count / total);
    return `${range} ${share.padStart(6)}  ${count === 0 ? "" : paint(bar(count / highest, width))}`.trimEnd();
  });
}

function bar(share: number, width: number): string {
  const eighths = Math.max(1, Math.round(share * width * 8));
  return "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}
