/** The report as a value, before it is typeset as PDF or written as Markdown. */
import type { Language } from "../../language.ts";
import type { CaptureFacts, Point, PointState } from "../capture/facts.ts";
import type { RunRecord, SourceFile } from "../run/run-folder.ts";
import type { Identity } from "./identity.ts";
import type { PacketTable } from "./packet-table.ts";
import type { Paged } from "./pictures/paged.ts";
import type { Step } from "./steps.ts";

export interface ReportInput {
  readonly facts: CaptureFacts;
  /** If the captures come from `jam lab run`: what was typed, and what the terminals showed. */
  readonly run?: RunRecord | undefined;
  /** What the server printed, if the run did not record it with times. */
  readonly serverLog?: string | undefined;
  readonly identity: Identity;
  /** A link that opens in a browser. */
  readonly source: string | undefined;
  /** The server's source code, for the appendix. */
  readonly sources?: readonly SourceFile[];
  readonly language: Language;
  /** The command that the steps use for jam; `jam` by default. */
  readonly jam?: string | undefined;
}

/** A picture; a page may break between its strips, and repeats the head. */
export interface Figure extends Paged {
  /** Names the picture's file: `1.a-sequence`. */
  readonly name: string;
  readonly caption: string;
}

export interface RequestRow {
  readonly session: string;
  readonly request: string;
  readonly segments: string;
  readonly reply: string;
  /** From the request's last packet to the reply's. */
  readonly seconds: string;
  /** A right request without the time as its reply, or any other with it. */
  readonly isFault: boolean;
}

export interface Section {
  readonly point: Point;
  readonly title: string;
  readonly state: PointState;
  /** Names the sessions that prove it, or those to look at, or states that none proves it. */
  readonly evidence: string;
  readonly steps: readonly Step[];
  /** Several pictures under one caption. */
  readonly terminals:
    | { readonly caption: string; readonly pictures: readonly Figure[]; readonly note: string | undefined }
    | undefined;
  readonly packets: { readonly caption: string; readonly table: PacketTable } | undefined;
  readonly requests: readonly RequestRow[];
  readonly requestsNote: string | undefined;
  readonly diagrams: readonly Figure[];
  /** Names the point that has the pictures, if this one does not repeat them. */
  readonly seeAbove: string | undefined;
  /** One paragraph; code stands between backticks. */
  readonly analysis: string;
}

export interface Outline {
  readonly language: Language;
  readonly port: number;
  readonly title: string;
  /** `label: value` rows; a link's value is its address. */
  readonly head: readonly {
    readonly label: string;
    readonly values: readonly string[];
    readonly kind: HeadKind;
  }[];
  readonly source: string | undefined;
  /** When the first capture began, in seconds since 1970: the date of the document, which is never that of its making. */
  readonly date: number | undefined;
  readonly verdict: string;
  /** What is to be known of the capture files before anything else: damage, truncation, clocks. */
  readonly notes: readonly string[];
  readonly preparation: readonly Step[];
  readonly sections: readonly Section[];
  readonly appendix: readonly AppendixFile[];
}

/** The server's source code, or the beginning of it. */
export interface AppendixFile {
  readonly name: string;
  /** The suffix, by which code is coloured. */
  readonly language: string;
  readonly text: string;
  /** How much is not printed. */
  readonly note: string | undefined;
}

type HeadKind = "text" | "link" | "code";
