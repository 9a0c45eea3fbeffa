/** An offset from UTC → the part below a quarter of an hour, and the time zones and days that fit the rest. */
import { middleOf, modulo, moved, near, QUARTER_MS, QUARTERS_A_DAY, type Readings } from "./bound.ts";
import { type Interval, intervalOf, NO_ALLOWANCE } from "./reading.ts";

export interface Placed {
  /** The middle is at least -450 s and below 450 s. */
  readonly offset: Interval;
  /** Quarter hours between this and the offset from UTC: from -48 to 47, because replies have no day. */
  readonly quarterHours: number;
}

/** @param offset of the server's time of day from UTC, modulo 24 h */
export function placed(offset: Interval): Placed {
  const quarterHours = Math.round(middleOf(offset) / QUARTER_MS);
  return { offset: moved(offset, -quarterHours * QUARTER_MS), quarterHours: centred(quarterHours) };
}

/** The interval moved by quarter hours to where the last reading is, whose zone is the present one. */
export function atLastReading(bound: Interval, readings: Readings): Interval {
  const last = intervalOf(readings.at(-1) ?? readings[0], NO_ALLOWANCE, 0);
  return near(bound, middleOf(last));
}

export type ZoneChange =
  /** From 12:59:59 to 01:00:00, or from 11:59:59 to 00:00:00 at noon. */
  | { readonly kind: "twelve-hour" }
  /** By so many quarter hours, at most half a day. */
  | { readonly kind: "zone-changed"; readonly quarterHours: number };

/** Whether the readings differ by whole quarter hours; midnight is no difference. */
export function zoneChangeOf(readings: Readings): ZoneChange | undefined {
  const middles = readings.map((reading) => middleOf(intervalOf(reading, NO_ALLOWANCE, 0)));
  const changes = middles.map((middle) => centred(Math.round((middle - (middles[0] ?? 0)) / QUARTER_MS)));
  if (changes.includes(-QUARTERS_A_DAY / 2)) return { kind: "twelve-hour" };
  const last = changes.at(-1) ?? 0;
  return last === 0 ? undefined : { kind: "zone-changed", quarterHours: last };
}

/** Whether a clock that counts hours from 1 to 12, or from 0 to 11, could have shown all of these seconds. */
export function canBeTwelveHour(readings: Readings): boolean {
  const hours = readings.map(({ second }) => Math.floor(second / 3600));
  return hours.every((hour) => hour >= 1 && hour <= 12) || hours.every((hour) => hour <= 11);
}

/** UTC-12:00 to UTC+14:00, in quarter hours. */
const [WEST, EAST] = [-48, 56];

/** The offsets that are in use somewhere at some time of the year, in quarter hours; IANA's tzdata 2026a. */
const IN_USE = new Set([
  ...[-44, -40, -38, -36, -32, -28, -24, -20, -16, -14, -12, -10, -8, -4, 0, 4, 8, 12, 14, 16, 18, 20, 22],
  ...[23, 24, 26, 28, 32, 35, 36, 38, 40, 42, 44, 48, 51, 52, 55, 56],
]);

export interface Fit {
  /** `UTC+05:45` */
  readonly zone: string;
  /** Whether a place on earth has this zone. */
  readonly isInUse: boolean;
}

/** The zones that fit, modulo 24 h, or modulo 12 h if that is possible. */
export function fitsOf(quarterHours: number, isTwelveHour: boolean): readonly Fit[] {
  const cycle = isTwelveHour ? QUARTERS_A_DAY / 2 : QUARTERS_A_DAY;
  const fits: Fit[] = [];
  for (let zone = WEST; zone <= EAST; zone++) {
    if (modulo(zone - quarterHours, cycle) === 0)
      fits.push({ zone: zoneName(zone), isInUse: IN_USE.has(zone) });
  }
  return fits;
}

function zoneName(quarterHours: number): string {
  const minutes = Math.abs(quarterHours) * 15;
  const two = (value: number) => String(value).padStart(2, "0");
  return `UTC${quarterHours < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** From -48 to 47. */
function centred(quarterHours: number): number {
  return modulo(quarterHours + QUARTERS_A_DAY / 2, QUARTERS_A_DAY) - QUARTERS_A_DAY / 2;
}
