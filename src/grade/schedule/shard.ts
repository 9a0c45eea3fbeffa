/** The part of a class that one of several machines judges: every n-th submission, so that all parts take about as long. */
import type { Shard } from "../journal/entry.ts";

const FORM = /^(\d{1,4})\/(\d{1,4})$/;

/** @returns undefined unless it is `3/10`, with the first number from 1 to the second */
export function parseShard(text: string): Shard | undefined {
  const [, index, of] = (FORM.exec(text) ?? []).map(Number);
  return index !== undefined && of !== undefined && index >= 1 && index <= of ? { index, of } : undefined;
}

export function isInShard(position: number, shard: Shard | undefined): boolean {
  return shard === undefined || position % shard.of === shard.index - 1;
}
