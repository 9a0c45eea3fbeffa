/** The recorded chunks of a session → the steps of its sequence diagram, and the problems in it. Knows no language. */
import type { RecordedChunk, SessionDetail } from "../../facts/api.ts";
import { bytesOfHex, spacedHex } from "./bytes.ts";
import { LineReader, type Part } from "./lines.ts";
import { isProblem, type NoteKind, noteOf, noteOfReply, noteOfUnfinished } from "./notes.ts";
import { type Problems, problemsOf } from "./problems.ts";

interface Note {
  readonly kind: NoteKind;
  /** How many lines it applies to. */
  readonly count: number;
}

export interface Step {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since the session was opened, and since the step before. */
  readonly after: number;
  readonly gap: number;
  readonly from: RecordedChunk["from"];
  readonly what: RecordedChunk["what"];
  readonly parts: readonly Part[];
  readonly partsLeftOut: number;
  readonly hex: string;
  readonly length: number;
  /** Bytes that `hex` does not show. */
  readonly bytesLeftOut: number;
  readonly notes: readonly Note[];
}

export interface Diagram extends Problems {
  readonly steps: readonly Step[];
  readonly stepsLeftOut: number;
}

/** A session with a request every second would otherwise fill the page. */
const SHOWN_STEPS = 200;
const SHOWN_PARTS = 12;
const SHOWN_HEX_BYTES = 160;

/** @param lenient whether the server reads a bare LF as CR LF */
export function diagramOf({ row, openedAt, chunks, bytesDropped }: SessionDetail, lenient: boolean): Diagram {
  const reader = new LineReader(lenient);
  const counts = new Map<NoteKind, number>();
  const steps: Step[] = [];
  let before = openedAt;
  for (const chunk of chunks) {
    const bytes = bytesOfHex(chunk.hex);
    const parts = partsOf(chunk, bytes, reader);
    // A line counts once, where it ends.
    for (const part of parts.filter(({ reading }) => chunk.from === "client" && reading !== "unfinished"))
      add(counts, noteOf(part), part.count);
    const shownBytes = bytes.subarray(0, SHOWN_HEX_BYTES);
    steps.push({
      number: steps.length + 1,
      after: Math.max(0, chunk.at - openedAt),
      gap: chunk.at - before,
      from: chunk.from,
      what: chunk.what,
      parts: parts.slice(0, SHOWN_PARTS),
      partsLeftOut: parts.slice(SHOWN_PARTS).reduce((sum, part) => sum + part.count, 0),
      hex: spacedHex(shownBytes),
      length: chunk.length,
      bytesLeftOut: chunk.length - shownBytes.length,
      notes: notesOf(chunk, parts),
    });
    before = chunk.at;
  }
  // Only a line that is still unfinished at the end is a problem, and only if its end would be in the record.
  const held = reader.held;
  const isEndShown = held.length > 0 && bytesDropped === 0;
  if (isEndShown) add(counts, noteOfUnfinished(held), 1);
  return {
    steps: steps.slice(0, SHOWN_STEPS),
    stepsLeftOut: Math.max(0, steps.length - SHOWN_STEPS),
    ...problemsOf(
      [...counts].flatMap(([kind, count]) => (isProblem(kind) ? [{ kind, count }] : [])),
      row,
      isEndShown,
    ),
  };
}

function partsOf(chunk: RecordedChunk, bytes: Uint8Array, reader: LineReader): readonly Part[] {
  if (chunk.what !== "bytes") return [];
  const isWhole = chunk.length === bytes.length;
  // Replies are only split into lines.
  return chunk.from === "client"
    ? reader.read(bytes, isWhole)
    : new LineReader(true).read(bytes, true).map((part) => ({ ...part, reading: "time" }) as const);
}

function notesOf(chunk: RecordedChunk, parts: readonly Part[]): readonly Note[] {
  if (chunk.what === "fin") return [{ kind: `${chunk.from}-fin`, count: 1 }];
  if (chunk.what === "reset") return [{ kind: `${chunk.from}-reset`, count: 1 }];
  if (chunk.from === "server") {
    const kind = parts.map(({ line }) => noteOfReply(line)).find((note) => note !== undefined);
    return kind === undefined ? [] : [{ kind, count: 1 }];
  }
  const counts = new Map<NoteKind, number>();
  const first = parts[0];
  if (first?.continuesLine && first.reading !== "unread") counts.set("continued", 1);
  const lines = parts.reduce((sum, part) => sum + (isRead(part) ? part.count : 0), 0);
  if (lines > 1) counts.set("joined", lines);
  for (const part of parts) add(counts, noteOf(part), part.count);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

function add(counts: Map<NoteKind, number>, kind: NoteKind | undefined, count: number): void {
  if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + count);
}

function isRead(part: Part): boolean {
  return part.endsLine && part.reading !== "unread" && part.reading !== "ignored";
}
