/** One point of the assignment as a section of the report. */
import { visibleLine } from "../../text/visible.ts";
import type { CaptureFacts, Point, PointFacts, Session } from "../capture/facts.ts";
import { paragraphOf } from "../narrative/paragraph.ts";
import { phrasesOf } from "../narrative/phrases-of.ts";
import { endedByRunAfter, type TerminalRecord } from "../run/run-folder.ts";
import type { Figure, ReportInput, Section } from "./outline.ts";
import { packetTable } from "./packet-table.ts";
import { beginOf, endpointText } from "./packet-words.ts";
import { replySvg } from "./pictures/reply-svg.ts";
import { type Seen, sequenceOf } from "./pictures/sequence-svg.ts";
import { terminalSvg } from "./pictures/terminal-svg.ts";
import { timelineSvg } from "./pictures/timeline-svg.ts";
import { requestRows } from "./request-rows.ts";
import { clustersOf, idRanges, type Shown, shownOf, terminalsOf } from "./shown-sessions.ts";
import { stepsOf } from "./steps.ts";
import type { SectionWords, Words } from "./words/words.ts";
import { wordsOf } from "./words/words-of.ts";

const MOST_TERMINALS = 6;
const MOST_CLUSTERS = 2;
/** Points whose experiments each show something different. */
const TERMINALS_OF_ALL: readonly Point[] = ["1.b", "1.c.i"];

/** @param drawn the sessions that earlier points have drawn; this point's session is added */
export function pointSection(point: PointFacts, input: ReportInput, drawn: Map<string, Point>): Section {
  const words = wordsOf(input.language);
  const phrases = phrasesOf(input.language);
  const shown = shownOf(point, input.facts, input.run, drawn);
  const { main } = shown;
  const isNew = main !== undefined && shown.drawnAt === undefined;
  if (isNew) drawn.set(main.id, point.point);
  const tabled = tabledOf(point.point, shown, input);
  const typedFor = TERMINALS_OF_ALL.includes(point.point) ? [...tabled, ...shown.sessions] : tabled;
  const terminals = terminalsOf(point.point, typedFor, input.run);
  const requests = point.point.startsWith("1.c") ? requestRows(shown.sessions, words.section) : undefined;
  return {
    point: point.point,
    title: phrases.points[point.point],
    isProven: point.isProven,
    evidence: evidenceText(point, words.section),
    steps: stepsOf(terminals.slice(0, MOST_TERMINALS), tabled, words.section),
    terminals: isNew || main === undefined ? terminalFigure(point.point, terminals, input, words) : undefined,
    packets: isNew
      ? {
          caption: words.section.packetCaption(idRanges(tabled.map(({ id }) => id))),
          table: packetTable(tabled, input.facts),
        }
      : undefined,
    requests: requests?.rows ?? [],
    requestsNote: requests?.note,
    diagrams: diagramsOf(point.point, shown, input, words, isNew),
    seeAbove:
      main !== undefined && shown.drawnAt !== undefined
        ? words.section.seeAbove(main.id, shown.drawnAt)
        : undefined,
    // The paragraph takes the first session that fits: the same that the pictures show.
    analysis: paragraphOf(point, withFirst([...tabled, ...shown.sessions], input.facts), phrases),
  };
}

function withFirst(first: readonly Session[], facts: CaptureFacts): CaptureFacts {
  return { ...facts, sessions: [...new Set([...first, ...facts.sessions])] };
}

function evidenceText({ isProven, evidence, failures }: PointFacts, words: SectionWords): string {
  const failing = failures.flatMap(({ session }) => session ?? []);
  if (!isProven && failing.length > 0) return words.failing(idRanges(failing));
  return evidence.length === 0 ? words.noEvidence : words.evidence(idRanges(evidence));
}

/** The sessions in the packet table, in the order of time. */
function tabledOf(point: Point, shown: Shown, input: ReportInput): readonly Session[] {
  const { main } = shown;
  if (main === undefined) return [];
  if (point === "1.b") return pairOf(main, shown, input);
  if (point !== "1.a") return [main];
  // The port is open to the other client too.
  const other = shown.sessions.find(({ client }) => client.address !== main.client.address);
  return inTime(other === undefined ? [main] : [main, other]);
}

/** The session to draw, and one that overlaps it, preferably of another client. */
function pairOf(main: Session, shown: Shown, input: ReportInput): readonly Session[] {
  const partners = input.facts.overlaps
    .filter(({ first, second }) => first === main.id || second === main.id)
    .flatMap(({ first, second }) => {
      const id = first === main.id ? second : first;
      return input.facts.sessions.find((session) => session.id === id) ?? [];
    });
  const partner =
    partners.find(({ client }) => client.address !== main.client.address) ??
    partners[0] ??
    shown.sessions.find((session) => session !== main);
  return inTime(partner === undefined ? [main] : [main, partner]);
}

function inTime(sessions: readonly Session[]): readonly Session[] {
  return sessions.toSorted((a, b) => a.beginsAt - b.beginsAt);
}

function terminalFigure(
  point: Point,
  terminals: readonly TerminalRecord[],
  { run }: ReportInput,
  words: Words,
): Section["terminals"] {
  if (terminals.length === 0) return undefined;
  const shown = terminals.slice(0, MOST_TERMINALS);
  const leftOut = terminals.length - shown.length;
  const addressOf = (host: string) => run?.hosts.find(({ name }) => name === host)?.address;
  const ended = [...Map.groupBy(shown, endedByRunAfter)].flatMap(([seconds, same]) =>
    seconds === undefined ? [] : words.section.terminalEnded(hostsOf(same), seconds),
  );
  return {
    caption: words.section.terminalCaption(hostsOf(shown)) + ended.join(""),
    note: leftOut > 0 ? words.section.terminalsLeftOut(leftOut) : undefined,
    pictures: shown.map((terminal, index) => ({
      name: `${point}-terminal-${index + 1}`,
      caption: words.drawing.terminalOf(visibleLine(terminal.host)),
      svg: terminalSvg(terminal, words.drawing, addressOf(terminal.host)),
    })),
  };
}

function hostsOf(terminals: readonly TerminalRecord[]): string {
  return [...new Set(terminals.map(({ host }) => visibleLine(host)))].join(", ");
}

function hasCutRequest({ requests }: Session): boolean {
  return requests.some(({ kind, segments }) => kind === "time" && segments.length > 1);
}

function seenAt(session: Session, { facts, run }: ReportInput): Seen {
  const server = run?.hosts.find(({ address }) => address === session.server.address);
  return { serverHost: server?.name, captureBeginsAt: beginOf(session, facts) };
}

function diagramsOf(
  point: Point,
  { main, sessions }: Shown,
  input: ReportInput,
  words: Words,
  isNew: boolean,
): readonly Figure[] {
  const figures: Figure[] = [];
  if (point === "1.b") {
    for (const [index, cluster] of clustersOf(sessions, MOST_CLUSTERS).entries()) {
      const svg = timelineSvg(cluster, input.facts.overlaps, words.drawing);
      const caption = words.section.timelineCaption(cluster.length);
      figures.push({ name: `${point}-timeline-${index + 1}`, caption, svg });
    }
  }
  if (main === undefined) return figures;
  const replyHex = main.requests.find((pair) => pair.replyHex !== undefined)?.replyHex;
  if (point.startsWith("1.d") && replyHex !== undefined) {
    const caption = words.section.replyCaption(main.id);
    figures.push({ name: `${point}-reply`, caption, svg: replySvg(replyHex, point, words.drawing) });
  }
  // A request in two segments is what a server that reads by chunks gets wrong.
  const cut =
    point === "1.c.i" ? sessions.find((session) => session !== main && hasCutRequest(session)) : undefined;
  for (const session of [...(isNew ? [main] : []), ...(cut === undefined ? [] : [cut])]) {
    const client = visibleLine(session.clientHost ?? endpointText(session.client));
    const caption = words.section.sequenceCaption(session.id, client, endpointText(session.server));
    const sequence = sequenceOf(session, seenAt(session, input), words.drawing);
    figures.push({ name: `${point}-sequence-${session.id}`, caption, ...sequence });
  }
  return figures;
}
