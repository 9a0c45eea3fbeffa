/** A tally → an HdrHistogram: percentiles, the .hgrm text, and the encoding that other tools read. */
import { encodeIntoCompressedBase64, type Histogram } from "hdr-histogram-js";
import { newHistogram, type TallyData } from "./tally.ts";

const NS_A_MS = 1e6;
/** Lines between one half of the rest and the next in the .hgrm text, as other tools print it. */
const TICKS_PER_HALF = 5;

/** In nanoseconds. */
export function toHistogram({ first, counts }: TallyData): Histogram {
  const histogram = newHistogram();
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] as number;
    if (count > 0) histogram.recordValueWithCount(histogram.valueFromIndex(first + at), count);
  }
  return histogram;
}

/** The value that `percentile` percent do not exceed, never above what was really the longest. */
export function percentileMs(histogram: Histogram, percentile: number, maxNs: number): number {
  return Math.min(histogram.getValueAtPercentile(percentile), maxNs) / NS_A_MS;
}

/** The percentile distribution as HdrHistogram's plotters take it, in milliseconds. */
export function formatHgrm(data: TallyData): string {
  return toHistogram(data).outputPercentileDistribution(TICKS_PER_HALF, NS_A_MS);
}

/** HdrHistogram's compressed V2 encoding in base64, values in nanoseconds: two runs can be merged by it. */
export function encodeHistogram(data: TallyData): string {
  return encodeIntoCompressedBase64(toHistogram(data));
}
