/** Measures servers of known offsets through delaying proxies, and compares the result with the truth. */
import { OffsetMeter, type OffsetOptions, resolveOffsetOptions } from "../../src/client/index.ts";
import type { Reading } from "../../src/offset/reading.ts";
import { PATHS, type Path, seeded } from "./delays.ts";
import { fakedServer } from "./faked-server.ts";
import { proxyTo } from "./proxy.ts";

export interface Run {
  readonly offsetMs: number;
  readonly path: string;
  /** Undefined if all is right. */
  readonly fault: string | undefined;
  readonly widthMs: number;
  /** The shortest. */
  readonly roundTripMs: number;
  readonly longestRoundTripMs: number;
  readonly requests: number;
}

const DAY_MS = 86_400_000;
const HALF_DAY_MS = DAY_MS / 2;

/** From -12 h to 12 h: whole seconds, whole quarter hours, next to a change of the second, and anything between. */
export function offsetsOf(count: number, chance: () => number): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    const seconds = Math.round((chance() - 0.5) * 86_398);
    const quarters = Math.round((chance() - 0.5) * 94) * 900;
    switch (index % 5) {
      case 0:
        return seconds * 1000;
      case 1:
        return quarters * 1000 + Math.round((chance() - 0.5) * 2_000) / 1000;
      case 2:
        return seconds * 1000 + 0.3;
      case 3:
        return seconds * 1000 - 0.3;
      default:
        return Math.round((chance() - 0.5) * 2 * (HALF_DAY_MS - 1) * 1000) / 1000;
    }
  });
}

/** Each offset by one of some servers, whose clocks are set in turn, through each of the paths. */
export async function measureOffsets(
  offsets: readonly number[],
  {
    seed,
    servers,
    note = () => {},
  }: { seed: number; servers: number; note?: (runs: readonly Run[]) => void },
): Promise<readonly Run[]> {
  const waiting = offsets.entries();
  const all: Run[] = [];
  const work = async () => {
    await using server = await fakedServer(0);
    for (const [index, offsetMs] of waiting) {
      server.set(offsetMs);
      const paths = PATHS.map((path, at) => ({ path, seed: (seed * 1_000 + index) * 100 + at }));
      const runs = paths.map((each) => measureThrough(server.port, offsetMs, each.path, each.seed));
      all.push(...(await Promise.all(runs)));
      note(all);
    }
  };
  await Promise.all(Array.from({ length: servers }, work));
  return all;
}

export async function measureThrough(
  port: number,
  offsetMs: number,
  path: Path,
  seed: number,
  options: OffsetOptions = {},
): Promise<Run> {
  await using proxy = await proxyTo(port, path, seeded(seed));
  const meter = new OffsetMeter(
    resolveOffsetOptions({ port: proxy.port, replyTimeoutMs: 60_000, ...options }),
  );
  await meter.measure();
  const result = meter.result();
  if (result === undefined) throw new Error("there is no result");
  const run = {
    offsetMs,
    path: path.name,
    roundTripMs: result.roundTripMs,
    longestRoundTripMs: Math.max(...meter.readings.map(({ sentMs, receivedMs }) => receivedMs - sentMs)),
    requests: result.requests,
  };
  if (result.finding.kind !== "bounded") return { ...run, widthMs: Number.NaN, fault: result.finding.kind };
  const { lowMs, highMs } = result.finding.bound;
  const widthMs = highMs - lowMs;
  const turned = nearest(offsetMs - result.quarterHours * 900_000, (lowMs + highMs) / 2);
  if (turned < lowMs || turned >= highMs)
    return { ...run, widthMs, fault: `${turned} is not in [${lowMs}, ${highMs})` };
  const brute = bruteForce(meter.readings, 15);
  const fault =
    Math.abs(brute - widthMs) > 0.01 ? `the replies allow a width of ${brute}, not ${widthMs}` : undefined;
  return { ...run, widthMs, fault };
}

/** The same time of the day, as near as possible to another. */
function nearest(offsetMs: number, toMs: number): number {
  return offsetMs + Math.round((toMs - offsetMs) / DAY_MS) * DAY_MS;
}

/**
 * The width that the readings allow, from the definition: for each pair of a lower and an upper limit.
 * @param driftPpm the allowance for the age of a reading
 */
export function bruteForce(readings: readonly Reading[], driftPpm: number): number {
  const last = readings.at(-1)?.receivedMs ?? 0;
  let width = Number.POSITIVE_INFINITY;
  for (const low of readings) {
    for (const high of readings) {
      const shown = (high.second + 1 - low.second) * 1000;
      const seconds = nearest(shown, low.receivedMs * -1 + high.sentMs + 1000);
      const drift = (driftPpm / 1e6) * (last - low.receivedMs + (last - high.sentMs));
      width = Math.min(width, seconds - high.sentMs + low.receivedMs + drift);
    }
  }
  return width;
}
