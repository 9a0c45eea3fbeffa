/** A reply's 14 bytes ↔ a second of the day, and the distance between two seconds. Knows no clock. */

/** `JAM hh:mm:ss` CR LF. */
export const REPLY_BYTES = 14;
export const DAY_SECONDS = 86_400;
/** Zones differ from UTC by multiples of this. */
const ZONE_STEP_SECONDS = 15 * 60;

const [J, A, M, SPACE, COLON, CR, LF, ZERO] = [74, 65, 77, 32, 58, 13, 10, 48];

/** The second of the day that `bytes[from, from + 14)` shows, or -1 if they are not a reply. */
export function parseReplySecond(bytes: Uint8Array, from: number): number {
  const isReply =
    bytes[from] === J &&
    bytes[from + 1] === A &&
    bytes[from + 2] === M &&
    bytes[from + 3] === SPACE &&
    bytes[from + 6] === COLON &&
    bytes[from + 9] === COLON &&
    bytes[from + 12] === CR &&
    bytes[from + 13] === LF;
  if (!isReply) return -1;
  const hour = twoDigits(bytes, from + 4);
  const minute = twoDigits(bytes, from + 7);
  const second = twoDigits(bytes, from + 10);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  return hour * 3600 + minute * 60 + second;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** `hh:mm:ss` */
export function formatSecond(second: number): string {
  const parts = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** How much later `second` is than `other`, by the shorter way around the day: from -43,200 to 43,199. */
export function secondsAfter(second: number, other: number): number {
  return mod(second - other + DAY_SECONDS / 2) - DAY_SECONDS / 2;
}

/** The second of the day, from any number of seconds. */
export function mod(seconds: number): number {
  return ((seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

/** The zone of a server that sent `second` at `utcSecond` in UTC: the nearest multiple of 15 minutes. */
export function zoneOffset(second: number, utcSecond: number): number {
  const steps = Math.round(secondsAfter(second, utcSecond) / ZONE_STEP_SECONDS);
  return steps === 0 ? 0 : steps * ZONE_STEP_SECONDS; // not -0
}
