/** What happened on a case's connections → the rows of a time line, for a terminal and for a picture. */

import type { Language } from "../../language.ts";
import { visibleBytes } from "../../text/visible.ts";
import type { TraceEvent } from "../probe/trace.ts";
import { numberText } from "../texts/number.ts";
import { PHRASES } from "../texts/phrases.ts";
import type { Texts, Word } from "../texts/texts.ts";

export interface TraceRow {
  /** Milliseconds since the case began. */
  readonly at: number;
  readonly kind: TraceEvent["kind"] | "elided";
  readonly from: "client" | "server" | "neither";
  /** Empty if the case has one connection, else such as `#2` or `#1–#20`. */
  readonly connections: string;
  /** At most 16 bytes a line. */
  readonly bytes: readonly { readonly hex: string; readonly text: string }[];
  /** What happened other than bytes; how many bytes there were, if not all are shown. */
  readonly note: string;
}

const BYTES_A_LINE = 16;
const MAX_BYTE_LINES = 4;
const FLOOD = BYTES_A_LINE * MAX_BYTE_LINES;
/** The middle of a longer trace is left out. */
const MAX_ROWS = 18;
const ROWS_BEFORE_GAP = 10;
const ROWS_AFTER_GAP = 6;

const FROM: Readonly<Record<TraceEvent["kind"], TraceRow["from"]>> = {
  connected: "neither",
  sent: "client",
  received: "server",
  "we-ended": "client",
  "we-reset": "client",
  closed: "server",
  reset: "server",
  refused: "server",
  "not-accepted": "neither",
  silence: "neither",
};

const WORD_OF: Readonly<Record<Exclude<TraceEvent["kind"], "sent" | "received">, Word>> = {
  connected: "connected",
  "we-ended": "weEnded",
  "we-reset": "weReset",
  closed: "closed",
  reset: "reset",
  refused: "refused",
  "not-accepted": "notAccepted",
  silence: "silence",
};

/** One event, or the same one on several connections after one another. */
interface Fold {
  readonly event: TraceEvent;
  readonly connections: readonly number[];
}

/** @param flood how many bytes a flood had: a trace keeps only its beginning and its end */
export function traceRows(
  events: readonly TraceEvent[],
  catalogue: Texts,
  language: Language,
  flood?: number | string,
): readonly TraceRow[] {
  const isOne = new Set(events.map(({ connection }) => connection)).size <= 1;
  // That the only connection was opened is shown only if nothing else happened.
  const shown = isOne && events.length > 1 ? events.filter(({ kind }) => kind !== "connected") : events;
  const heard = new Set<number>();
  const rows = foldsOf(shown).map(({ event, connections }): TraceRow => {
    if (event.kind === "received") for (const connection of connections) heard.add(connection);
    const label = isOne ? "" : labelOf(connections);
    const hadBytes = connections.some((connection) => heard.has(connection));
    const isFlood = event.kind === "sent" && (event.length ?? 0) > FLOOD && typeof flood === "number";
    const whole = isFlood ? { ...event, length: flood } : event;
    return { ...rowOf(whole, hadBytes, catalogue, language), connections: label };
  });
  return elided(rows, language);
}

function foldsOf(events: readonly TraceEvent[]): readonly Fold[] {
  const folds: Fold[] = [];
  for (const event of events) {
    const last = folds.at(-1);
    const folded = last && foldedInto(last, event);
    if (folded === undefined) folds.push({ event, connections: [event.connection] });
    else folds.splice(-1, 1, folded);
  }
  return folds;
}

function foldedInto({ event, connections }: Fold, next: TraceEvent): Fold | undefined {
  if (event.kind !== next.kind || event.hex !== next.hex) return undefined;
  if (!connections.includes(next.connection)) {
    return { event: next.kind === "silence" ? next : event, connections: [...connections, next.connection] };
  }
  // A silence is shown at its end.
  if (next.kind === "silence") return { event: next, connections };
  // A flood is one act, however many writes it took; two short requests are two.
  const length = (event.length ?? 0) + (next.length ?? 0);
  const isFlood = connections.length === 1 && (next.length ?? 0) > FLOOD;
  return isFlood ? { event: { ...event, length }, connections } : undefined;
}

function labelOf(connections: readonly number[]): string {
  const first = connections[0] ?? 0;
  const last = connections.at(-1) ?? 0;
  if (connections.length === 1) return `#${first}`;
  const isRun = last - first === connections.length - 1;
  if (isRun) return `#${first}–#${last}`;
  return connections.length <= 3
    ? connections.map((number) => `#${number}`).join(" ")
    : `${connections.length} ×`;
}

function rowOf(
  event: TraceEvent,
  hadBytes: boolean,
  catalogue: Texts,
  language: Language,
): Omit<TraceRow, "connections"> {
  const phrases = PHRASES[language];
  const common = { at: Math.round(event.at), kind: event.kind, from: FROM[event.kind] };
  if (event.kind !== "sent" && event.kind !== "received") {
    const isNothing = event.kind === "silence" && !hadBytes;
    return {
      ...common,
      bytes: [],
      note: isNothing ? phrases.nothingCame : catalogue.words[WORD_OF[event.kind]],
    };
  }
  const all = Uint8Array.from((event.hex ?? "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const length = event.length ?? all.length;
  const inAll = numberText(language, length);
  const period = periodOf(all);
  if (period !== undefined) {
    return { ...common, bytes: linesOf(all.subarray(0, period)), note: phrases.andSoOn(inAll) };
  }
  const shown = all.subarray(0, BYTES_A_LINE * MAX_BYTE_LINES);
  return { ...common, bytes: linesOf(shown), note: length > shown.length ? phrases.bytesInAll(inAll) : "" };
}

/** How many bytes to show of what is the same few bytes again and again, such as 100 requests. */
function periodOf(bytes: Uint8Array): number | undefined {
  for (let period = 1; period <= BYTES_A_LINE && period * 3 <= bytes.length; period++) {
    if (!bytes.every((byte, index) => byte === bytes[index % period])) continue;
    // One lone `A` would look like all that there was.
    return period === 1 ? Math.min(BYTES_A_LINE, bytes.length) : period;
  }
  return undefined;
}

function linesOf(bytes: Uint8Array): TraceRow["bytes"] {
  return Array.from({ length: Math.ceil(bytes.length / BYTES_A_LINE) }, (_, index) => {
    const line = bytes.subarray(index * BYTES_A_LINE, (index + 1) * BYTES_A_LINE);
    const hex = Array.from(line, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
    return { hex, text: visibleBytes(line) };
  });
}

function elided(rows: readonly TraceRow[], language: Language): readonly TraceRow[] {
  const first = rows[ROWS_BEFORE_GAP];
  if (rows.length <= MAX_ROWS || first === undefined) return rows;
  const note = PHRASES[language].moreEvents(rows.length - ROWS_BEFORE_GAP - ROWS_AFTER_GAP);
  const gap: TraceRow = { at: first.at, kind: "elided", from: "neither", connections: "", bytes: [], note };
  return [...rows.slice(0, ROWS_BEFORE_GAP), gap, ...rows.slice(-ROWS_AFTER_GAP)];
}
