/** Every word that the report and its pictures say of themselves; the sentences about a capture are the narrative's. */
import type { Language } from "../../../language.ts";
import type { Point } from "../../capture/facts.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";

export interface DrawingWords {
  readonly client: string;
  readonly server: string;
  readonly port: (port: number) => string;
  readonly number: string;
  readonly time: string;
  readonly sentAgain: string;
  readonly closesFirst: (side: string) => string;
  readonly resetsFirst: (side: string) => string;
  readonly packetsLeftOut: (count: number) => string;
  readonly bytesLeftOut: (count: number) => string;
  readonly linesLeftOut: (count: number) => string;
  readonly sessionsLeftOut: (count: number) => string;
  readonly sequenceOf: (session: string) => string;
  readonly terminalOf: (host: string) => string;
  readonly timelineOf: (sessions: number) => string;
  readonly replyOf: (bytes: number) => string;
  readonly exitCode: (code: number) => string;
  /** The command had not ended by itself. */
  readonly endedByRun: (seconds: number) => string;
  readonly axis: (unit: string) => string;
  /** Where in the capture the axis begins. */
  readonly axisFrom: (seconds: string) => string;
  readonly request: string;
  readonly reply: string;
  readonly atOnce: string;
  readonly synWaits: string;
  /** `JAM`, the blank, the time, the end. */
  readonly replyParts: readonly [string, string, string, string];
}

export interface PageWords {
  readonly kicker: string;
  readonly title: (port: number) => string;
  readonly name: string;
  readonly nrp: string;
  readonly class: string;
  readonly source: string;
  readonly date: string;
  readonly captures: string;
  readonly serverCommand: string;
  readonly machine: string;
  readonly notGiven: string;
  readonly captureOf: (file: string, packets: number) => string;
  readonly results: string;
  readonly proven: string;
  readonly notProven: string;
  readonly provenOf: (proven: number, all: number) => string;
  readonly nothingProven: string;
  readonly point: string;
  readonly clause: string;
  readonly result: string;
  readonly page: (page: string, pages: string) => string;
  readonly figure: string;
  readonly table: string;
  readonly contents: string;
}

export interface SectionWords {
  readonly evidence: (sessions: string) => string;
  /** Where a point that is not proven falls short. */
  readonly lacking: (sessions: string) => string;
  readonly noEvidence: string;
  readonly preparation: string;
  readonly steps: string;
  readonly terminals: string;
  readonly packets: string;
  readonly diagram: string;
  readonly analysis: string;
  readonly terminalCaption: (host: string) => string;
  /** Goes on behind the caption. */
  readonly terminalEnded: (host: string, seconds: number) => string;
  readonly packetCaption: (sessions: string) => string;
  readonly exchangeCaption: string;
  readonly sequenceCaption: (session: string, client: string, server: string) => string;
  readonly timelineCaption: (sessions: number) => string;
  readonly replyCaption: (session: string) => string;
  readonly seeAbove: (session: string, point: Point) => string;
  readonly rowsLeftOut: (count: number) => string;
  readonly terminalsLeftOut: (count: number) => string;
  readonly exchangesLeftOut: (count: number) => string;
  readonly lengthNote: string;
  readonly stepUp: string;
  readonly stepCapture: (host: string) => string;
  readonly stepServer: (host: string) => string;
  /** `seconds`: when to end by hand what does not end by itself. */
  readonly stepClient: (host: string, seconds?: number) => string;
  /** Where the input was typed, line by line. */
  readonly stepTyped: (host: string, seconds?: number) => string;
  readonly stepFilter: string;
  readonly stepAll: string;
  readonly exchange: {
    readonly session: string;
    readonly request: string;
    readonly segments: string;
    readonly reply: string;
    readonly milliseconds: string;
    readonly none: string;
  };
}

export interface Words {
  readonly drawing: DrawingWords;
  readonly page: PageWords;
  readonly section: SectionWords;
}

const CATALOGUE: Readonly<Record<Language, Words>> = { en, id };

export function wordsOf(language: Language): Words {
  return CATALOGUE[language];
}
