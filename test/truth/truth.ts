/** Measures servers of known offsets through delaying proxies, and compares the result with the truth. */
import {
  OFFSET_DEFAULTS,
  OffsetMeter,
  type OffsetOptions,
  resolveOffsetOptions,
} from "../../src/client/index.ts";
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
  const brute = bruteForce(meter.readings, OFFSET_DEFAULTS.driftPpm, result.monotonicMs);
  const fault =
    Math.abs(brute - widthMs) > 0.01 ? `the replies allow a width of ${brute}, not ${widthMs}` : undefined;
  return { ...run, widthMs, fault };
}

/** The same time of the day, as near as possible to another. */
function nearest(offsetMs: number, toMs: number): number {
  return offsetMs + Math.round((toMs - offsetMs) / DAY_MS) * DAY_MS;
}

/** `offset + rate * seconds <= most`; the rate in milliseconds per second. */
interface HalfPlane {
  readonly offset: number;
  readonly seconds: number;
  readonly most: number;
}

/**
 * The width that the readings allow at an instant, from the definition: of all pairs of an offset and a rate, those that
 * each reading allows are a polygon, and its corners are where two of its sides meet.
 * @param driftPpm the most by which rates may differ
 */
export function bruteForce(readings: readonly Reading[], driftPpm: number, atMs: number): number {
  const aimMs = (readings[0]?.second ?? 0) * 1000 - (readings[0]?.receivedMs ?? 0);
  const wander = Math.min(driftPpm, 15) / 1e6;
  const planes = readings.flatMap(({ sentMs, receivedMs, second }): readonly HalfPlane[] => {
    const low = nearest(second * 1000 - receivedMs, aimMs) - aimMs - wander * Math.abs(atMs - receivedMs);
    const high = nearest((second + 1) * 1000 - sentMs, aimMs) - aimMs + wander * Math.abs(atMs - sentMs);
    return [
      { offset: -1, seconds: (atMs - receivedMs) / 1000, most: -low },
      { offset: 1, seconds: (sentMs - atMs) / 1000, most: high },
    ];
  });
  planes.push(
    { offset: 0, seconds: 1, most: driftPpm / 1000 },
    { offset: 0, seconds: -1, most: driftPpm / 1000 },
  );
  const offsets = planes.flatMap((one, index) => {
    return planes.slice(index + 1).flatMap((other) => {
      const area = one.offset * other.seconds - other.offset * one.seconds;
      const offset = (one.most * other.seconds - other.most * one.seconds) / area;
      const rate = (one.offset * other.most - other.offset * one.most) / area;
      const isAllowed = planes.every(
        (each) => each.offset * offset + each.seconds * rate <= each.most + 1e-9,
      );
      return area !== 0 && isAllowed ? [offset] : [];
    });
  });
  return Math.max(...offsets) - Math.min(...offsets);
}
