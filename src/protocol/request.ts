/** A whole line → its request. Knows neither where lines end nor what is answered. */
import { CAUSES, causeOf, causeOfBareLf } from "./cause.ts";

const [T, I, M, E, Q, U] = [84, 73, 77, 69, 81, 85];
const [TAB, CR, SPACE] = [9, 13, 32];

/** Why a line is not served; the names are also those of the counters. */
export const REFUSED_LINES = ["unknown", "bare-lf", ...CAUSES] as const;

export type RefusedLine = (typeof REFUSED_LINES)[number];

export type Request = "time" | "quit" | "empty" | RefusedLine;

/**
 * Reads the line `bytes[from, lf]`, whose last byte is its LF.
 * @param lenient whether a line that ends in a bare LF is read as if it ended in CR LF (LENIENT-1)
 */
export function readRequest(bytes: Uint8Array, from: number, lf: number, lenient: boolean): Request {
  const hasCr = lf > from && bytes[lf - 1] === CR;
  if (!hasCr && !lenient) return causeOfBareLf(bytes, from, lf) ?? "bare-lf"; // FRAME-3
  const to = hasCr ? lf - 1 : lf;
  if (to === from) return "empty"; // EMPTY-1
  if (to - from < 4) return causeOf(bytes, from, to) ?? "unknown";
  if (bytes[from] === T && bytes[from + 1] === I && bytes[from + 2] === M && bytes[from + 3] === E) {
    return "time"; // TIME-1, TIME-2: anything may follow
  }
  if (bytes[from] === Q && bytes[from + 1] === U && bytes[from + 2] === I && bytes[from + 3] === T) {
    if (isBlank(bytes, from + 4, to)) return "quit"; // QUIT-1
  }
  return causeOf(bytes, from, to) ?? "unknown"; // ERROR-1
}

export function isRefused(request: Request): request is RefusedLine {
  return request !== "time" && request !== "quit" && request !== "empty";
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== SPACE && bytes[at] !== TAB) return false;
  return true;
}
