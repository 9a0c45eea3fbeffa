/** The report as a value, before it is typeset as PDF or written as Markdown. */
import type { Language } from "../../language.ts";
import type { CaptureFacts, Point, Session } from "../capture/facts.ts";
import type { RunRecord } from "../run/run-folder.ts";
import type { Identity } from "./identity.ts";
import { headRows } from "./outline-head.ts";
import type { PacketTable } from "./packet-table.ts";
import { pointSection } from "./point-section.ts";
import { preparation, type Step } from "./steps.ts";
import { wordsOf } from "./words/words.ts";

export interface ReportInput {
  readonly facts: CaptureFacts;
  /** Where the captures are of `jam lab run`: what was typed, and what the terminals showed. */
  readonly run?: RunRecord | undefined;
  readonly identity: Identity;
  /** A link that a browser opens. */
  readonly source: string | undefined;
  readonly language: Language;
  /** How the steps call jam; `jam` where nothing is said. */
  readonly jam?: string | undefined;
}

/** Paragraphs of each point; code stands between back-ticks. */
export type Analyses = (point: Point, shown: readonly Session[]) => readonly string[];

export interface Figure {
  /** Names the picture's file: `1.a-sequence`. */
  readonly name: string;
  readonly caption: string;
  readonly svg: string;
  /** The picture in strips, where a page may break it. */
  readonly strips?: readonly string[];
}

export interface ExchangeRow {
  readonly session: string;
  readonly request: string;
  readonly segments: string;
  readonly reply: string;
  readonly milliseconds: string;
  /** A right request without the time, or what is no request with it. */
  readonly isFault: boolean;
}

export interface Section {
  readonly point: Point;
  readonly title: string;
  readonly isProven: boolean;
  /** The sessions that prove it, or that none does. */
  readonly evidence: string;
  readonly steps: readonly Step[];
  /** Several pictures under one caption. */
  readonly terminals:
    | { readonly caption: string; readonly pictures: readonly Figure[]; readonly note: string | undefined }
    | undefined;
  readonly packets: { readonly caption: string; readonly table: PacketTable } | undefined;
  readonly exchanges: readonly ExchangeRow[];
  readonly exchangesNote: string | undefined;
  readonly diagrams: readonly Figure[];
  /** Where the pictures stand that this point does not repeat. */
  readonly seeAbove: string | undefined;
  readonly analysis: readonly string[];
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
  readonly verdict: string;
  readonly preparation: readonly Step[];
  readonly sections: readonly Section[];
}

type HeadKind = "text" | "link" | "code";

export function outlineOf(input: ReportInput, analyses: Analyses): Outline {
  const { facts, run, language } = input;
  const words = wordsOf(language);
  const drawn = new Map<string, Point>();
  const sections = facts.points.map((point) => pointSection(point, input, analyses, drawn));
  const proven = facts.points.filter(({ isProven }) => isProven).length;
  return {
    language,
    port: facts.port,
    title: words.page.title(facts.port),
    head: headRows(input, words.page),
    source: input.source,
    verdict: proven === 0 ? words.page.nothingProven : words.page.provenOf(proven, facts.points.length),
    preparation: preparation(run, facts.port, words.section, input.jam),
    sections,
  };
}
