/** Which rates are tried one after another: a ramp, and the search for the highest rate that keeps a promise. */

export interface Ramp {
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

const MOST_STEPS = 1000;

/** `100:10000:500`. @throws {Error} whose message goes on from the flag's name */
export function parseRamp(text: string): Ramp {
  const [, from, to, by] = /^(\d+):(\d+):(\d+)$/.exec(text) ?? [];
  const ramp = { from: Number(from), to: Number(to), by: Number(by) };
  if (!(ramp.from >= 1 && ramp.to >= ramp.from && ramp.by >= 1)) {
    throw new Error(
      `wants FROM:TO:STEP in requests a second, such as 100:10000:500, not ${JSON.stringify(text)}.`,
    );
  }
  if (rampRates(ramp).length > MOST_STEPS) throw new Error(`has more than ${MOST_STEPS} steps: ${text}.`);
  return ramp;
}

/** The last is TO, whole step or not. */
export function rampRates({ from, to, by }: Ramp): readonly number[] {
  const rates = Array.from(
    { length: Math.min(MOST_STEPS + 1, Math.floor((to - from) / by) + 1) },
    (_, step) => from + step * by,
  );
  return rates.at(-1) === to ? rates : [...rates, to];
}

export interface Trial {
  readonly rate: number;
  readonly kept: boolean;
}

export type Search =
  | { readonly kind: "try"; readonly rate: number }
  /** @param rate the highest that kept the promise, or undefined where none did */
  | { readonly kind: "found"; readonly rate: number | undefined };

const FIRST_RATE = 1000;
const HIGHEST_RATE = 10_000_000;
/** The search ends when the least rate that broke it is within this of the highest that kept it. */
const PRECISION = 1.05;
/** So many trials of a rate have to agree. */
const AGREEING = 2;

/**
 * From the trials so far to the next one: doubling, then bisection; a rate counts when two trials of it agree.
 * @param lowest no lower rate is tried
 */
export function nextTrial(trials: readonly Trial[], lowest = 1): Search {
  const open = trials.find(({ rate }) => isKept(trials, rate) === undefined);
  if (open !== undefined) return { kind: "try", rate: open.rate };
  const rates = [...new Set(trials.map(({ rate }) => rate))];
  if (rates.length === 0) return { kind: "try", rate: Math.max(FIRST_RATE, lowest) };
  const broken = Math.min(...rates.filter((rate) => isKept(trials, rate) === false));
  const kept = Math.max(...rates.filter((rate) => isKept(trials, rate) === true && rate < broken));
  if (broken === Number.POSITIVE_INFINITY) {
    return kept >= HIGHEST_RATE
      ? { kind: "found", rate: kept }
      : { kind: "try", rate: Math.min(kept * 2, HIGHEST_RATE) };
  }
  if (kept === Number.NEGATIVE_INFINITY) {
    return broken <= lowest
      ? { kind: "found", rate: undefined }
      : { kind: "try", rate: Math.max(lowest, Math.floor(broken / 4)) };
  }
  const middle = Math.round((kept + broken) / 2);
  const isFine = broken / kept <= PRECISION || middle === kept || middle === broken;
  return isFine ? { kind: "found", rate: kept } : { kind: "try", rate: middle };
}

/** Undefined while two trials do not agree yet. */
function isKept(trials: readonly Trial[], rate: number): boolean | undefined {
  const same = trials.filter((trial) => trial.rate === rate);
  const kept = same.filter((trial) => trial.kept).length;
  if (kept >= AGREEING) return true;
  return same.length - kept >= AGREEING ? false : undefined;
}
