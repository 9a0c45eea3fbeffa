/** A time shown without a date or zone → the time zone that explains it best, and how far it is from that. Pure. */

/** Every offset from UTC in use today, summer time included, in hours: the nearest to UTC first. */
const HOURS = [
  ...[0, 1, -1, 2, -2, -2.5, 3, -3, 3.5, -3.5, 4, -4, 4.5, 5, -5, 5.5, 5.75, 6, -6, 6.5, 7, -7, 8, -8, 8.75],
  ...[9, -9, 9.5, -9.5, 10, -10, 10.5, 11, -11, 12, -12, 12.75, 13, 13.75, 14],
];
const DAY = 86_400;

export interface ZonedTime {
  /** Minutes east of UTC. */
  readonly offset: number;
  /** Whole seconds by which the time shown is ahead of the time in that zone. */
  readonly difference: number;
}

/** @param time seconds since 1970 */
export function zonedTimeOf(text: string, time: number): ZonedTime | undefined {
  const [, hours, minutes, seconds] = /(\d{1,2}):(\d{2}):(\d{2})/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const shown = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const ahead = shown - Math.floor(time);
  let nearest: ZonedTime | undefined;
  for (const zone of HOURS) {
    const difference = halfDay(ahead - zone * 3600);
    if (nearest === undefined || Math.abs(difference) < Math.abs(nearest.difference)) {
      nearest = { offset: zone * 60, difference };
    }
  }
  return nearest;
}

/** The same time of day, from 12 hours before to 12 hours after. */
function halfDay(seconds: number): number {
  const within = ((seconds % DAY) + DAY) % DAY;
  return within > DAY / 2 ? within - DAY : within;
}

/** `UTC+7`, `UTC-3:30`. */
export function formatOffset(minutes: number): string {
  const [whole, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  if (minutes === 0) return "UTC";
  return `UTC${minutes < 0 ? "-" : "+"}${whole}${rest === 0 ? "" : `:${rest}`}`;
}
