/** How long a proxy holds what passes in one direction: distributions that are alike in no way but their limit. */

/** @param chance from 0 to 1, another one each time @returns milliseconds */
export type Delay = (nowMs: number, chance: () => number) => number;

/** No delay is longer. */
const MOST_MS = 200;

const constant = (ms: number): Delay => {
  return () => ms;
};

const uniform = (fromMs: number, toMs: number): Delay => {
  return (_nowMs, chance) => fromMs + chance() * (toMs - fromMs);
};

/** Mostly short, at times long, as on a queue that is often empty. */
const exponential = (fromMs: number, meanMs: number): Delay => {
  return (_nowMs, chance) => Math.min(MOST_MS, fromMs - meanMs * Math.log(1 - chance()));
};

/** Now and then everything is held for a while, and then comes at once. */
const bursts = (everyMs: number, holdMs: number): Delay => {
  return (nowMs) => {
    const phase = nowMs % everyMs;
    return phase < holdMs ? holdMs - phase : 0.2;
  };
};

/** Two paths of different length. */
const twoPaths = (shortMs: number, longMs: number): Delay => {
  return (_nowMs, chance) => (chance() < 0.5 ? shortMs : longMs);
};

export interface Path {
  readonly name: string;
  readonly there: Delay;
  readonly back: Delay;
}

/** The delays of each direction differ in all but the first. */
export const PATHS: readonly Path[] = [
  { name: "constant and asymmetric", there: constant(5), back: constant(90) },
  { name: "uniform there, exponential back", there: uniform(0, MOST_MS), back: exponential(1, 20) },
  { name: "exponential there, uniform back", there: exponential(2, 30), back: uniform(20, 60) },
  { name: "bursts there, two paths back", there: bursts(370, 150), back: twoPaths(3, 180) },
  { name: "two paths there, bursts back", there: twoPaths(1, 40), back: bursts(530, 200) },
];

/** Repeatable chance (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
