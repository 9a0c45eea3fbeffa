/** Spans at one server → the pairs of sessions that were open at the same time, found in one sweep over time. Pure. */
import type { Overlap, OverlapCount } from "./facts.ts";
import { type Recent, recentlyServed } from "./recently-served.ts";
import type { Span } from "./spans.ts";
import { sinceOf } from "./stream.ts";

/** A hundred sessions have 4,950 pairs: those that prove most are kept. */
const PAIRS_KEPT = 500;
/** More pairs than this are counted, but not all of them looked at: 4,545 sessions have 10 million. */
const PAIRS_COMPARED = 20_000;

export interface Swept {
  readonly overlaps: readonly Overlap[];
  readonly pairs: OverlapCount;
}

/** The capture whose clock counts, and the time since 1970 at which it begins. */
export interface Origin {
  readonly file: string;
  readonly at: number;
}

export function sweep(spans: readonly Span[], origin: Origin): Swept {
  const open = countPairs(spans.map(({ from, to }) => [from, to] as const));
  const isExact = open <= PAIRS_COMPARED;
  const pairs = isExact ? allPairs(spans) : servedPairs(spans);
  const overlaps = pairs.map(([first, second]) => overlapOf(first, second, origin));
  const served = overlaps.filter(({ bothServed }) => bothServed).length;
  const best = overlaps.toSorted((a, b) => Number(b.bothServed) - Number(a.bothServed));
  return {
    overlaps: overlaps.length <= PAIRS_KEPT ? overlaps : best.slice(0, PAIRS_KEPT),
    pairs: { open, served, isExact },
  };
}

/** How many of these intervals have an instant in common, two at a time. */
export function countPairs(intervals: readonly (readonly [number, number])[]): number {
  let pairs = 0;
  let open = 0;
  for (const { change } of eventsOf(intervals)) {
    if (change > 0) pairs += open;
    open += change;
  }
  return pairs;
}

/** If one interval ends at the instant when another begins, the end comes first. */
export function eventsOf(intervals: readonly (readonly [number, number])[]) {
  return intervals
    .filter(([from, to]) => from < to)
    .flatMap(([from, to]) => [
      { at: from, change: 1 },
      { at: to, change: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.change - b.change);
}

type SpanPair = readonly [Span, Span];

/** In the order in which they began to overlap; in each, the session that was open first comes first. */
function allPairs(spans: readonly Span[]): readonly SpanPair[] {
  const inOrder = spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const found: SpanPair[] = [];
  for (const [index, first] of inOrder.entries()) {
    for (let next = index + 1; next < inOrder.length; next += 1) {
      const second = inOrder[next];
      if (second === undefined || second.from >= first.to) break;
      found.push([first, second]);
    }
  }
  return found;
}

/** Pairs of which both sessions were served while the other was open. If there is any, at least one is found. */
function servedPairs(spans: readonly Span[]): readonly SpanPair[] {
  const events = spans.flatMap((span) => [
    { at: span.from, order: 2, span },
    ...span.replies.map(([, at]) => ({ at, order: 1, span })),
    { at: span.to, order: 0, span },
  ]);
  events.sort((a, b) => a.at - b.at || b.order - a.order);
  const recent: Recent<Span> = recentlyServed();
  const found = new Map<string, SpanPair>();
  for (const { at, order, span } of events) {
    if (found.size >= PAIRS_KEPT) break;
    if (order === 0) recent.remove(span);
    if (order !== 1 || at < span.from || at > span.to) continue;
    for (const other of recent.since(span.from, span)) {
      const pair: SpanPair = other.from <= span.from ? [other, span] : [span, other];
      found.set(pair.map(({ session }) => session.id).join(" "), pair);
    }
    recent.add(span, at);
  }
  return [...found.values()];
}

function overlapOf(first: Span, second: Span, origin: Origin): Overlap {
  const [from, to] = [second.from, Math.min(first.to, second.to)];
  return {
    first: first.session.id,
    second: second.session.id,
    file: origin.file,
    from: sinceOf(from, origin.at),
    to: sinceOf(to, origin.at),
    bothServed: [first, second].every(({ replies }) => isServedWithin(replies, from, to)),
  };
}

/** Whether a reply was certainly sent within these times: replies are in order. */
function isServedWithin(replies: Span["replies"], from: number, to: number): boolean {
  let [low, high] = [0, replies.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((replies[middle]?.[0] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  // Replies by another clock may lie between, with wider bounds.
  for (let reply = replies[low]; reply !== undefined && reply[0] <= to; reply = replies[++low]) {
    if (reply[1] <= to) return true;
  }
  return false;
}
