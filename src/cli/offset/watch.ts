/** `jam offset --watch`: one measurement after another, and the drift that all of them together prove. */
import { setTimeout as sleep } from "node:timers/promises";
import { escapeText } from "../../client/index.ts";
import { type Drift, driftOf, isPossible, type Limit, limitsOf } from "../../offset/drift.ts";
import type { Target } from "../flags/target.ts";
import type { Values } from "./flags.ts";
import { measureAll, type Round } from "./measure.ts";
import { formatPpm, formatRange } from "./numbers.ts";
import { type OffsetReport, reportOf, type ServerReport } from "./report.ts";

/** So many measurements are kept for the drift and the drawing: 4.5 hours of the default interval. */
const KEPT = 1_000;

export interface Watched {
  readonly report: OffsetReport;
  /** By the index of the server; undefined until two measurements have a bound. */
  readonly drifts: readonly (Drift | undefined)[];
  /** All that are kept, this one included. */
  readonly reports: readonly OffsetReport[];
}

/** Yields each measurement when it is over, the interrupted one too. */
export async function* watched(
  targets: readonly Target[],
  values: Values,
  signal: AbortSignal,
): AsyncGenerator<Watched> {
  const histories = targets.map(() => new History());
  const reports: OffsetReport[] = [];
  let earlier: Round | undefined;
  for (let count = 0; count < (values.count ?? Number.POSITIVE_INFINITY) && !signal.aborted; count++) {
    const startedMs = performance.now();
    earlier = await measureAll(targets, values, signal, earlier);
    const report = reportOf(earlier);
    reports.push(report);
    if (reports.length > KEPT) reports.shift();
    const drifts = report.servers.map((server, index) => histories[index]?.add(server));
    yield { report, drifts, reports };
    if (count + 1 === values.count) return;
    const restMs = startedMs + values.every - performance.now();
    if (restMs > 0) await sleep(restMs, undefined, { signal }).catch(() => {});
  }
}

/** The limits of one server's offset over time. */
class History {
  #lows: Limit[] = [];
  #highs: Limit[] = [];

  /** A clock that was set, here or there, or an impossible drift starts a new history. */
  add({ range, result }: ServerReport): Drift | undefined {
    if (result?.localStepMs !== undefined || result?.finding.kind === "stepped") this.#clear();
    if (range === undefined || result === undefined) return undefined;
    const atMs = result.monotonicMs;
    this.#lows.push({ atMs, offsetMs: range.lowMs });
    this.#highs.push({ atMs, offsetMs: range.highMs });
    const drift = driftOf(limitsOf(this.#lows, this.#highs));
    if (!isPossible(drift)) {
      this.#clear();
      return this.add({ range, result } as ServerReport);
    }
    if (this.#lows.length > KEPT) {
      this.#lows.shift();
      this.#highs.shift();
    }
    return this.#lows.length > 1 ? drift : undefined;
  }

  #clear(): void {
    this.#lows = [];
    this.#highs = [];
  }
}

/** A line for each server: `10:20:30 127.0.0.1:45000  +0.123 ms ± 0.045 ms  drift −1.20 to +3.40 ppm`. */
export function formatWatched({ report, drifts }: Watched, time: string): readonly string[] {
  return report.servers.map((server, index) => {
    const name = escapeText(server.name);
    const drift = drifts[index];
    const rate = drift === undefined ? "" : `  drift ${formatPpm(drift)}`;
    const requests = server.result === undefined ? "" : `  requests ${server.result.requests}`;
    const false_ = server.agrees === false ? "  FALSE TICKER" : "";
    return `${time} ${name}  ${stateOf(server)}${rate}${requests}${false_}`;
  });
}

function stateOf({ range, result, failure }: ServerReport): string {
  if (range !== undefined) return formatRange(range);
  return result === undefined ? (failure?.code ?? "no reply") : result.finding.kind;
}
