/** A report → lines for a person. */
import { escapeText } from "../../client/index.ts";
import { fitsOf } from "../../offset/day.ts";
import type { Finding } from "../../offset/finding.ts";
import type { Interval } from "../../offset/reading.ts";
import { formatMs } from "../../text/numbers.ts";
import type { Painter } from "../../text/painter.ts";
import { wrap } from "../../text/wrap.ts";
import { formatOffset, formatPpm, formatRange } from "./numbers.ts";
import { type OffsetReport, type ServerReport, TICK_MS } from "./report.ts";
import { warningsOf } from "./warnings.ts";

export interface Page {
  readonly paint: Painter;
  readonly columns: number;
}

type Row = readonly [name: string, text: string];

const NAME_COLUMN = 14;

/** @param nowMs since 1970 */
export function formatReport(report: OffsetReport, nowMs: number, page: Page): string {
  const { servers } = report;
  const blocks = servers
    .filter(({ result }) => result !== undefined)
    .map((server) => [page.paint.bold(escapeText(server.name)), ...formatRows(rowsOf(server, nowMs), page)]);
  const several = servers.length > 1 ? [formatMajority(report, page)] : [];
  const local = (blocks.length > 0 ? localWarnings(report) : []).flatMap((text) => formatNote(text, page));
  const text = [...blocks, ...several, ...(local.length > 0 ? [local] : [])].map((lines) => lines.join("\n"));
  return text.join("\n\n");
}

function rowsOf(server: ServerReport, nowMs: number): readonly Row[] {
  const { result, range, agrees } = server;
  if (result === undefined) return [];
  const { finding, quarterHours, requests, connections } = result;
  const rows: Row[] = [];
  if ("bound" in finding) rows.push(["offset", `${formatRange(finding.bound)}, ${side(finding.bound)}`]);
  if (finding.kind === "late")
    rows.push(["offset", `at least ${formatOffset(finding.lowMs)}; no upper limit`]);
  if (finding.kind === "standing") rows.push(["offset", "unknown"]);
  if (agrees === false) rows.push(["", "FALSE TICKER: most of the servers do not allow this offset"]);
  if (range !== undefined && range.boundMs < TICK_MS) {
    const high = formatOffset(range.highMs + TICK_MS);
    rows.push([
      "if coarse",
      `up to ${high}, if the server shows the second of C's time(), which is up to ${TICK_MS} ms late`,
    ]);
  }
  if (finding.kind === "bounded" && finding.highIfAloneMs > finding.bound.highMs + TICK_MS) {
    const high = formatOffset(finding.highIfAloneMs);
    rows.push([
      "if cached",
      `up to ${high}, if the server caches its reply: delays varied too much to exclude that`,
    ]);
  }
  if (result.ifSet !== undefined && tellsMore(result.ifSet, finding)) {
    const isLate = finding.kind === "late";
    const range = isLate ? `at least ${formatOffset(result.ifSet.lowMs)}` : formatRange(result.ifSet);
    rows.push(["if set", `${range}, if its clock was set meanwhile: its replies do not exclude that`]);
  }
  if (finding.kind === "drifting") rows.push(["drift", formatPpm(finding.bound.drift)]);
  if (finding.kind !== "standing") rows.push(["zone", zoneText(quarterHours, result.canBeTwelveHour)]);
  const each = result.mode === "connection-each" ? " with connecting" : "";
  rows.push(["round trip", `${formatMs(result.roundTripMs)} at least${each}`]);
  const span = `${(result.elapsedMs / 1000).toFixed(1)} s`;
  const on = connections === 1 ? "one connection" : `${connections} connections`;
  rows.push(["requests", `${requests} on ${on} in ${span}`]);
  rows.push(["age", `${Math.max(0, (nowMs - result.measuredAtMs) / 1000).toFixed(1)} s`]);
  return [...rows, ...warningsOf(result).map((text): Row => ["!", text])];
}

/** Whether the offset can be elsewhere than stated, by more than a coarse clock would explain. */
function tellsMore({ lowMs, highMs }: Interval, finding: Finding): boolean {
  switch (finding.kind) {
    case "bounded":
    case "drifting":
      return lowMs < finding.bound.lowMs - TICK_MS || highMs > finding.bound.highMs + TICK_MS;
    case "late":
      return lowMs < finding.lowMs;
    case "stepped":
    case "standing":
      return false;
  }
}

function side({ lowMs, highMs }: Interval): string {
  if (lowMs > 0) return "the server is ahead";
  return highMs <= 0 ? "the server is behind" : "ahead or behind";
}

function zoneText(quarterHours: number, canBeTwelveHour: boolean): string {
  const fits = fitsOf(quarterHours, false);
  const used = fits.filter(({ isInUse }) => isInUse).map(({ zone }) => zone);
  const all = fits.map(({ zone }) => zone);
  const twelve = fitsOf(quarterHours, true).filter(({ zone, isInUse }) => isInUse && !all.includes(zone));
  const also =
    canBeTwelveHour && twelve.length > 0
      ? `; ${twelve.map(({ zone }) => zone).join(" or ")} if it counts 12 hours`
      : "";
  if (used.length > 0) return `${used.join(" or ")} fits, modulo 24 h${also}`;
  return `${all.join(" or ")} fits, but no place has it: the offset may be larger by quarter hours${also}`;
}

function formatMajority({ servers, majority }: OffsetReport, { paint, columns }: Page): readonly string[] {
  if (majority === undefined)
    return wrap(`no majority: of ${servers.length} servers not more than half agree`, columns).map(paint.red);
  const head = `${majority.agreeing} of ${servers.length} servers agree`;
  return [paint.bold(head), `  ${"offset".padEnd(NAME_COLUMN - 2)}${formatRange(majority)}`];
}

function localWarnings({ local, servers }: OffsetReport): readonly string[] {
  const stepMs = servers.map(({ result }) => result?.localStepMs).find((step) => step !== undefined);
  return [
    ...(local.status === "unsynchronised"
      ? [
          "this machine's kernel reports its clock as not synchronised: the offset is between the two clocks, and either may be wrong",
        ]
      : []),
    ...(stepMs === undefined
      ? []
      : [
          `this machine's clock was set by ${formatOffset(stepMs)} meanwhile; the offset is from the clock as it is now`,
        ]),
    ...(local.slewPpm === undefined
      ? []
      : [`this machine's clock is being slewed by ${local.slewPpm} ppm; the bound allows for it`]),
  ];
}

function formatRows(rows: readonly Row[], { paint, columns }: Page): readonly string[] {
  return rows.flatMap(([name, text]) => {
    const lines = wrap(text, Math.max(20, columns - NAME_COLUMN));
    return lines.map((line, index) => {
      const shown = index === 0 ? name : "";
      const head = `  ${shown.padEnd(NAME_COLUMN - 2)}`;
      return name === "!" ? `${paint.yellow(head)}${line}` : `${paint.dim(head)}${line}`;
    });
  });
}

function formatNote(text: string, { paint, columns }: Page): readonly string[] {
  return wrap(text, columns - 2).map((line, index) => `${index === 0 ? paint.yellow("!") : " "} ${line}`);
}
