/** Tally data → an HdrHistogram: percentiles, the .hgrm text, and the encoding for other tools. */
import { encodeIntoCompressedBase64, type Histogram } from "hdr-histogram-js";
import { newHistogram, type TallyData } from "./tally.ts";

const NS_PER_MS = 1e6;
/** Lines of the .hgrm text each time the distance to 100 % halves; other tools use 5 too. */
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

/** The value that `percentile` percent do not exceed. A bucket's upper edge may exceed the longest value: cut off. */
export function percentileMs(histogram: Histogram, percentile: number, maxNs: number): number {
  return Math.min(histogram.getValueAtPercentile(percentile), maxNs) / NS_PER_MS;
}

/** The percentile distribution for HdrHistogram's plotters, in milliseconds. */
export function formatHgrm(data: TallyData): string {
  return toHistogram(data).outputPercentileDistribution(TICKS_PER_HALF, NS_PER_MS);
}

/** HdrHistogram's compressed V2 encoding in base64, in nanoseconds; such histograms of two runs can be merged. */
export function encodeHistogram(data: TallyData): string {
  return encodeIntoCompressedBase64(toHistogram(data));
}
