/** What a fuzz target is, and how cases run on it and a failing one is reduced. */
import { Choices } from "./choices.ts";
import { RandomCases } from "./random.ts";

export interface Target {
  readonly name: string;
  /** One sentence: what holds for every case. */
  readonly invariant: string;
  /** @throws {Error} if the case breaks the invariant */
  readonly run: (choices: Choices) => void | Promise<void>;
  /** Cases of the short form. */
  readonly cases: number;
}

export interface Finding {
  readonly target: string;
  /** The reduced case. */
  readonly hex: string;
  readonly message: string;
}

export interface Bounds {
  readonly seed: number;
  readonly cases: number;
  readonly seconds: number;
}

/** Runs cases until a bound is reached or one fails. */
export async function fuzz(target: Target, bounds: Bounds) {
  const random = new RandomCases(bounds.seed);
  const deadline = performance.now() + bounds.seconds * 1000;
  let tried = 0;
  while (tried < bounds.cases && performance.now() < deadline) {
    const bytes = random.next();
    tried++;
    const message = await failureOf(target, bytes);
    if (message !== undefined) return { tried, finding: await reduce(target, bytes.slice(), message) };
  }
  return { tried, finding: undefined };
}

/** What is wrong; undefined if nothing is. */
export async function failureOf(target: Target, bytes: Uint8Array): Promise<string | undefined> {
  try {
    const running = target.run(new Choices(bytes));
    if (running !== undefined) await running;
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Removes stretches of the case, long ones first, then zeroes bytes, as long as it still fails. */
async function reduce(target: Target, bytes: Uint8Array, message: string): Promise<Finding> {
  let [smallest, why] = [bytes, message];
  const keepIfFails = async (candidate: Uint8Array) => {
    const found = await failureOf(target, candidate);
    if (found !== undefined) [smallest, why] = [candidate, found];
    return found !== undefined;
  };
  for (let span = bytes.length >> 1; span >= 1; span >>= 1) {
    for (let at = 0; at + span <= smallest.length; ) {
      const without = new Uint8Array([...smallest.subarray(0, at), ...smallest.subarray(at + span)]);
      if (!(await keepIfFails(without))) at += span;
    }
  }
  for (let at = 0; at < smallest.length; at++) {
    if (smallest[at] !== 0) await keepIfFails(smallest.with(at, 0));
  }
  return { target: target.name, hex: Buffer.from(smallest).toString("hex"), message: why };
}
