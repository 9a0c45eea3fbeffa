/** Which rates to try: a ramp, and the search for the highest rate that meets an expectation. */

export interface Ramp {
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

const MOST_STEPS = 1000;

/** `100:10000:500`. @throws {Error} with a message that follows the flag's name */
export function parseRamp(text: string): Ramp {
  const [, from, to, by] = /^(\d+):(\d+):(\d+)$/.exec(text) ?? [];
  const ramp = { from: Number(from), to: Number(to), by: Number(by) };
  if (!(ramp.from >= 1 && ramp.to >= ramp.from && ramp.by >= 1)) {
    throw new Error(
      `must be FROM:TO:STEP in requests per second, such as 100:10000:500, not ${JSON.stringify(text)}.`,
    );
  }
  if (rampRates(ramp).length > MOST_STEPS) throw new Error(`has more than ${MOST_STEPS} steps: ${text}.`);
  return ramp;
}

/** The last one is TO, even if that is less than a step away. */
export function rampRates({ from, to, by }: Ramp): readonly number[] {
  const rates = Array.from(
    { length: Math.min(MOST_STEPS + 1, Math.floor((to - from) / by) + 1) },
    (_, step) => from + step * by,
  );
  return rates.at(-1) === to ? rates : [...rates, to];
}

export interface Trial {
  readonly rate: number;
  readonly isMet: boolean;
}

export type Search =
  | { readonly kind: "try"; readonly rate: number }
  /** @param rate the highest that met the expectation, or undefined if none did */
  | { readonly kind: "found"; readonly rate: number | undefined };

const FIRST_RATE = 1000;
const HIGHEST_RATE = 10_000_000;
/** The search ends when the lowest rate that missed is within this factor of the highest that met. */
const PRECISION = 1.05;
/** The search ends after this many trials, with the highest rate that has met the expectation until then. */
const MOST_TRIALS = 40;

/**
 * The next trial after those so far: doubling, then bisection. At the end the lowest rate that missed and the rate that
 * was found are tried once more: the machine may have been busy when the one was first tried, and the server may have
 * been ahead at the other (tokens that it had saved).
 * @param lowest no lower rate is tried
 */
export function nextTrial(trials: readonly Trial[], lowest = 1): Search {
  const { rates, met, missed } = boundsOf(trials);
  if (trials.length >= MOST_TRIALS) return { kind: "found", rate: bestRate(trials) };
  const open = rates.find((rate) => verdictOf(trials, rate) === undefined);
  if (open !== undefined) return { kind: "try", rate: open };
  if (rates.length === 0) return { kind: "try", rate: Math.max(FIRST_RATE, lowest) };
  if (missed === Number.POSITIVE_INFINITY) {
    return met >= HIGHEST_RATE
      ? { kind: "found", rate: met }
      : { kind: "try", rate: Math.min(met * 2, HIGHEST_RATE) };
  }
  if (met === Number.NEGATIVE_INFINITY) {
    return missed <= lowest
      ? { kind: "found", rate: undefined }
      : { kind: "try", rate: Math.max(lowest, Math.floor(missed / 4)) };
  }
  const middle = Math.round((met + missed) / 2);
  const isFine = missed / met <= PRECISION || middle === met || middle === missed;
  if (!isFine) return { kind: "try", rate: middle };
  const [before, last] = trials.slice(-2).map(({ rate }) => rate);
  if (last === met && before === missed) return { kind: "found", rate: met };
  return { kind: "try", rate: last === missed ? met : missed };
}

/** The highest rate that has met the expectation so far, if the search has to end now. */
export function bestRate(trials: readonly Trial[]): number | undefined {
  const { met } = boundsOf(trials);
  return met === Number.NEGATIVE_INFINITY ? undefined : met;
}

function boundsOf(trials: readonly Trial[]) {
  const rates = [...new Set(trials.map(({ rate }) => rate))];
  const missed = Math.min(...rates.filter((rate) => verdictOf(trials, rate) === false));
  const met = Math.max(...rates.filter((rate) => verdictOf(trials, rate) === true && rate < missed));
  return { rates, met, missed };
}

/**
 * Whether the rate meets the expectation; undefined until two trials agree. If the trial that confirms the first two
 * differs from them, a fourth decides, and a fifth if the four are then equally divided.
 */
function verdictOf(trials: readonly Trial[], rate: number): boolean | undefined {
  const same = trials.filter((trial) => trial.rate === rate).map(({ isMet }) => isMet);
  const [first, second] = same;
  if (same.length >= 2 && same.at(-1) === same.at(-2)) return same.at(-1);
  const met = same.filter(Boolean).length;
  const isDecided = same.length > 3 || (same.length === 3 && first !== second);
  return isDecided && met * 2 !== same.length ? met * 2 > same.length : undefined;
}
