/** A report → a monitoring plugin's state and line, as Nagios, Icinga and others read them. */
import type { OffsetRange, OffsetReport } from "./report.ts";

const STATES = { OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: 3 } as const;

export interface Thresholds {
  readonly warnMs: number;
  readonly critMs: number;
}

interface PluginOutput {
  readonly line: string;
  readonly exitCode: number;
}

export function pluginOutput(report: OffsetReport, thresholds: Thresholds): PluginOutput {
  const { state, text, range } = judged(report, thresholds);
  const seconds = (ms: number) => (ms / 1000).toFixed(6);
  const around = (ms: number) => `-${ms / 1000}:${ms / 1000}`;
  const requests = report.servers.reduce((sum, { result }) => sum + (result?.requests ?? 0), 0);
  const data =
    range === undefined
      ? ""
      : ` | offset=${seconds(range.offsetMs)}s;${around(thresholds.warnMs)};${around(thresholds.critMs)}` +
        ` bound=${seconds(range.boundMs)}s requests=${requests}`;
  // A bar would end the text.
  return { line: `JAM OFFSET ${state}: ${text.replaceAll("|", "/")}${data}`, exitCode: STATES[state] };
}

interface Judged {
  readonly state: keyof typeof STATES;
  readonly text: string;
  readonly range?: OffsetRange;
}

function judged({ servers, majority }: OffsetReport, thresholds: Thresholds): Judged {
  const [only, ...more] = servers;
  if (more.length === 0 && only?.failure !== undefined)
    return { state: "CRITICAL", text: only.failure.message };
  if (majority === undefined) {
    const kind = only?.result?.finding.kind;
    const why =
      more.length > 0
        ? "no majority of the servers agrees"
        : `${only?.name} has no bound (${kind ?? "no reply"})`;
    return { state: "UNKNOWN", text: why };
  }
  const who = more.length > 0 ? `${majority.agreeing} of ${servers.length} servers` : (only?.name ?? "");
  const seconds = (ms: number) => `${(ms / 1000).toFixed(6)} s`;
  const text = `${who}: offset ${seconds(majority.offsetMs)} ± ${seconds(majority.boundMs)}`;
  const state = stateOf(majority, thresholds);
  const wide = state === "UNKNOWN" ? ", too wide a bound for these thresholds" : "";
  return { state, text: `${text}${wide}`, range: majority };
}

/** Only what the interval proves: an offset that may be on either side of a threshold is UNKNOWN. */
export function stateOf(range: OffsetRange, { warnMs, critMs }: Thresholds): keyof typeof STATES {
  const most = Math.max(Math.abs(range.lowMs), Math.abs(range.highMs));
  const least =
    range.lowMs <= 0 && range.highMs >= 0 ? 0 : Math.min(Math.abs(range.lowMs), Math.abs(range.highMs));
  if (least > critMs) return "CRITICAL";
  if (least > warnMs) return "WARNING";
  return most <= warnMs ? "OK" : "UNKNOWN";
}
