/** Several submissions with one id: attempts of one person, of which the newest counts, or two people. */
import type { HandIn } from "./hand-in.ts";

interface Identified {
  readonly id: string;
  readonly handIn: HandIn;
  readonly content: { readonly hash: string };
}

export interface Settled<One extends Identified> {
  readonly counted: One;
  /** By source. */
  readonly earlier: readonly string[];
  readonly sameId: readonly string[];
}

/** In the given order. Two people with one id both stay, and so do attempts that nothing puts in an order. */
export function settleAttempts<One extends Identified>(all: readonly One[]): readonly Settled<One>[] {
  const settled = [...Map.groupBy(all, ({ id }) => id).values()].flatMap(settleGroup);
  return settled.sort((one, other) => all.indexOf(one.counted) - all.indexOf(other.counted));
}

function settleGroup<One extends Identified>(group: readonly One[]): readonly Settled<One>[] {
  const newest = newestOf(group);
  const sourcesBeside = (one: One) =>
    group.filter((other) => other !== one).map(({ handIn }) => handIn.source);
  if (newest === undefined)
    return group.map((one) => ({ counted: one, earlier: one.handIn.earlier, sameId: sourcesBeside(one) }));
  return [{ counted: newest, earlier: [...sourcesBeside(newest), ...newest.handIn.earlier], sameId: [] }];
}

function newestOf<One extends Identified>(group: readonly One[]): One | undefined {
  const [first] = group;
  if (first === undefined || group.some(({ handIn }) => handIn.person !== first.handIn.person))
    return undefined;
  const isTimed = group.every(({ handIn }) => handIn.submittedAt !== undefined);
  const newest = onlyLargest(group, ({ handIn }) =>
    isTimed ? (handIn.submittedAt?.getTime() ?? 0) : (handIn.attempt ?? 0),
  );
  // Without an order: an archive beside the folder that it was unpacked to.
  const isSame = group.every(({ content }) => content.hash === first.content.hash);
  return newest ?? (isSame ? first : undefined);
}

function onlyLargest<One>(group: readonly One[], rank: (one: One) => number): One | undefined {
  const most = Math.max(...group.map(rank));
  const largest = group.filter((one) => rank(one) === most);
  return largest.length === 1 ? largest[0] : undefined;
}
