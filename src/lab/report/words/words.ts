/** The words of the report and its pictures; the sentences about a capture are in narrative/. */
import type { Point, PointState } from "../../capture/facts.ts";

export interface DrawingWords {
  readonly client: string;
  readonly server: string;
  readonly port: (port: number) => string;
  readonly number: string;
  readonly time: string;
  readonly sentAgain: string;
  /** The packet is not in the file of the others. */
  readonly onlyIn: (file: string) => string;
  readonly closesFirst: (side: string) => string;
  readonly resetsFirst: (side: string) => string;
  readonly packetsLeftOut: (count: number) => string;
  readonly bytesLeftOut: (count: number) => string;
  /** The packet was truncated. */
  readonly bytesNotCaptured: (count: number) => string;
  readonly linesBefore: (count: number) => string;
  /** Instead of the time of a line that was printed before the capture's first packet. */
  readonly beforeCapture: string;
  /** The rest of an endless output. */
  readonly notRecorded: string;
  readonly printedNothing: string;
  readonly linesLeftOut: (count: number) => string;
  readonly sessionsLeftOut: (count: number) => string;
  readonly sequenceOf: (session: string) => string;
  readonly terminalOf: (host: string) => string;
  readonly timelineOf: (sessions: number) => string;
  readonly replyOf: (bytes: number) => string;
  readonly exitCode: (code: number) => string;
  /** If the command did not end by itself. */
  readonly endedByRun: (seconds: number) => string;
  readonly axis: string;
  /** The time in the capture where the axis begins. */
  readonly axisFrom: (seconds: string) => string;
  readonly request: string;
  readonly reply: string;
  readonly atOnce: string;
  readonly synWaits: string;
  /** `JAM`, the space, the time, the line end. */
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
  readonly moreCaptures: (count: number) => string;
  readonly captureOf: (file: string, packets: number) => string;
  readonly results: string;
  readonly states: Readonly<Record<PointState, string>>;
  readonly provenOf: (proven: number, all: number) => string;
  readonly nothingProven: string;
  /** Continues the verdict. */
  readonly unseenOf: (unseen: number) => string;
  readonly point: string;
  readonly clause: string;
  readonly result: string;
  readonly page: (page: string, pages: string) => string;
  readonly figure: string;
  readonly table: string;
}

export interface SectionWords {
  readonly evidence: (sessions: string) => string;
  /** The sessions because of which a point is not proven, or cannot be seen. */
  readonly seeSessions: (sessions: string) => string;
  readonly noEvidence: string;
  readonly preparation: string;
  readonly steps: string;
  readonly terminals: string;
  readonly packets: string;
  readonly diagram: string;
  readonly analysis: string;
  readonly appendix: string;
  readonly sourceLinesLeftOut: (count: number) => string;
  readonly terminalCaption: (host: string) => string;
  /** Continues the caption. */
  readonly terminalEnded: (host: string, seconds: number) => string;
  /** `file`: where packets have these numbers, if there are several captures. */
  readonly packetCaption: (sessions: string, file: string | undefined) => string;
  readonly requestCaption: string;
  readonly sequenceCaption: (
    session: string,
    client: string,
    server: string,
    file: string | undefined,
  ) => string;
  /** `one`: the session, if it is the only one drawn but not the only one captured. */
  readonly timelineCaption: (sessions: number, one: string | undefined, file: string | undefined) => string;
  readonly replyCaption: (session: string) => string;
  readonly seeAbove: (session: string, point: Point) => string;
  readonly tableAbove: (sessions: string, point: Point) => string;
  readonly rowsLeftOut: (count: number) => string;
  readonly terminalsLeftOut: (count: number) => string;
  readonly requestsLeftOut: (count: number) => string;
  readonly lengthNote: string;
  readonly stepUp: string;
  readonly stepCapture: (host: string) => string;
  readonly stepServer: (host: string) => string;
  /** `seconds`: when to end by hand a command that does not end by itself. */
  readonly stepClient: (host: string, seconds?: number) => string;
  /** If the input was typed, line by line. */
  readonly stepTyped: (host: string, seconds?: number) => string;
  readonly stepFilter: string;
  readonly stepAll: string;
  readonly requestTable: {
    readonly session: string;
    readonly request: string;
    readonly segments: string;
    readonly reply: string;
    /** From the request to the reply. */
    readonly seconds: string;
    readonly none: string;
    /** The reply came before the request's end. */
    readonly early: string;
    /** The capture does not show whether there is one, or all of it. */
    readonly unseen: string;
    /** In place of the request of a reply that no captured request asked for. */
    readonly unasked: string;
  };
}

/** What `jam lab report` prints after the report is written. */
interface ChecklistWords {
  readonly title: string;
  readonly complete: (points: number) => string;
  readonly missing: Readonly<Record<"name" | "nrp" | "source", string>>;
  readonly notProven: (point: Point, why: string) => string;
  readonly unseen: (point: Point, why: string) => string;
}

export interface Words {
  readonly drawing: DrawingWords;
  readonly page: PageWords;
  readonly section: SectionWords;
  readonly checklist: ChecklistWords;
}
