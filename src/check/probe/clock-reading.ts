/** Two readings of a server's clock against the judge's own. Pure. */
import { fail, type Outcome, PASS } from "../outcome.ts";

export interface Reading {
  /** `hh:mm:ss` as shown. */
  readonly shown: string;
  /** When the request was sent and the reply arrived, in milliseconds since 1970. */
  readonly requestedAt: number;
  readonly answeredAt: number;
}

/** Seconds that a shown time may be away from the present, measured from the middle of its second. */
const TOLERANCE = 2;
/** Offsets of zones are multiples of this many seconds. */
const ZONE_STEP = 900;
/** A 12-hour clock without AM or PM passes, so times are compared within half a day. */
const HALF_DAY = 43_200;

/** Both show the present in one zone, and the second is 1 to 4 s after the first. */
export function judgeReplyTime(first: Reading, second: Reading): Outcome {
  const [before, after] = [zoneOffsets(first), zoneOffsets(second)];
  const isPresent = before.length > 0 && after.length > 0;
  if (isPresent && !before.some((offset) => after.includes(offset))) {
    return fail("zone-changes", { first: first.shown, second: second.shown });
  }
  const progress = judgeProgress(first, second);
  if (progress.verdict !== "pass") return progress;
  for (const reading of [first, second]) {
    if (zoneOffsets(reading).length === 0) {
      const expected = new Date(reading.answeredAt).toISOString().slice(11, 19);
      return fail("wrong-time", { shown: reading.shown, expected });
    }
  }
  return PASS;
}

/** The second is 1 to 4 s after the first, or as long after it as it was read; whatever they show. */
export function judgeProgress(first: Reading, second: Reading): Outcome {
  const passed = modulo(secondsOf(second.shown) - secondsOf(first.shown), HALF_DAY);
  // A judge that could not read in time saw more of the clock.
  const elapsed = (second.answeredAt - first.requestedAt) / 1000;
  if (passed >= 1 && passed <= Math.max(4, Math.floor(elapsed) + 1)) return PASS;
  const seconds = ((second.requestedAt - first.requestedAt) / 1000).toFixed(1);
  return fail("clock-stands", { first: first.shown, second: second.shown, seconds });
}

/** Seconds east of UTC, within half a day, of the zones in which the reading is the present. */
function zoneOffsets({ shown, requestedAt, answeredAt }: Reading): readonly number[] {
  const middle = secondsOf(shown) + 0.5;
  const early = middle - answeredAt / 1000 - TOLERANCE;
  const late = middle - requestedAt / 1000 + TOLERANCE;
  const offsets: number[] = [];
  for (let step = Math.ceil(early / ZONE_STEP); step * ZONE_STEP <= late; step++) {
    offsets.push(modulo(step * ZONE_STEP, HALF_DAY));
  }
  return offsets;
}

/** Minutes east of UTC, from -12 to 14 h, for a server whose clock is right. */
export function zoneOffsetMinutes({ shown, requestedAt, answeredAt }: Reading): number {
  const present = (requestedAt + answeredAt) / 2000;
  const steps = Math.round(modulo(secondsOf(shown) + 0.5 - present, 2 * HALF_DAY) / ZONE_STEP);
  const minutes = (steps * ZONE_STEP) / 60;
  return minutes > 14 * 60 ? minutes - 24 * 60 : minutes;
}

function secondsOf(shown: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = shown.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

function modulo(value: number, modulus: number): number {
  return ((value % modulus) + modulus) % modulus;
}
