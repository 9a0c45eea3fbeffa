/** The time in a reply and the packet's own → the time zone that explains it best, and the seconds that none explains. Pure. */

const DAY = 86_400;
const MINUTE = 60;

/**
 * Minutes east of UTC of the zones that are in use; of two that show the same time the more probable one first, and
 * whole hours before the others.
 */
const ZONES: readonly number[] = [
  ...Array.from({ length: 13 }, (_, hours) => hours * 60),
  ...Array.from({ length: 11 }, (_, hours) => -(hours + 1) * 60),
  ...[-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825],
];

export interface ClockReading {
  /** Minutes east of UTC. */
  readonly zone: number;
  /** Whole seconds by which the time shown is ahead of the packet's in this zone. */
  readonly difference: number;
}

/** @returns the nearest zone, of two the one with whole hours; `undefined` if the text shows no time `hh:mm:ss` */
export function clockReading(text: string, packetTime: number): ClockReading | undefined {
  const [, hours, minutes, seconds] = /(\d{1,2}):(\d{2}):(\d{2})/.exec(text) ?? [];
  // 25:61:61 is no time, so no clock shows it.
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60)
    return undefined;
  const shown = Number(hours) * 3600 + Number(minutes) * MINUTE + Number(seconds);
  const ahead = shown - Math.floor(packetTime);
  let best: ClockReading | undefined;
  for (const zone of ZONES) {
    const difference = toNearest(ahead - zone * MINUTE);
    if (best === undefined || Math.abs(difference) < Math.abs(best.difference)) best = { zone, difference };
  }
  return best;
}

/** Of all days, the nearest: within twelve hours. */
function toNearest(seconds: number): number {
  const within = ((seconds % DAY) + DAY) % DAY;
  return within > DAY / 2 ? within - DAY : within;
}
