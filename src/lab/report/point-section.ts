/** One point of the assignment as a section of the report: what to show for it, chosen from the facts. */
import { visibleLine } from "../../text/visible.ts";
import type { Point, PointFacts, Session } from "../capture/facts.ts";
import { phrasesOf } from "../narrative/narrative.ts";
import { endedByRunAfter, type TerminalRecord } from "../run/run-folder.ts";
import { exchangeRows } from "./exchange-rows.ts";
import type { Analyses, Figure, ReportInput, Section } from "./outline.ts";
import { packetTable } from "./packet-table.ts";
import { beginOf, endpointText } from "./packet-words.ts";
import { replySvg } from "./pictures/reply-svg.ts";
import { type Seen, sequenceOf } from "./pictures/sequence-svg.ts";
import { terminalSvg } from "./pictures/terminal-svg.ts";
import { timelineSvg } from "./pictures/timeline-svg.ts";
import { clustersOf, idRanges, type Shown, shownOf, terminalsOf } from "./shown-sessions.ts";
import { stepsOf } from "./steps.ts";
import { type SectionWords, type Words, wordsOf } from "./words/words.ts";

const MOST_TERMINALS = 6;
const MOST_CLUSTERS = 2;
/** Where each of the point's experiments shows something of its own. */
const TERMINALS_OF_ALL: readonly Point[] = ["1.b", "1.c.i"];

/** @param drawn what earlier points have drawn; this one's picture is added */
export function pointSection(
  point: PointFacts,
  input: ReportInput,
  analyses: Analyses,
  drawn: Map<string, Point>,
): Section {
  const words = wordsOf(input.language);
  const shown = shownOf(point, input.facts, input.run, drawn);
  const { main } = shown;
  const isNew = main !== undefined && shown.drawnAt === undefined;
  if (isNew) drawn.set(main.id, point.point);
  const tabled = tabledOf(point.point, shown, input);
  const typedFor = TERMINALS_OF_ALL.includes(point.point) ? [...tabled, ...shown.sessions] : tabled;
  const terminals = terminalsOf(point.point, typedFor, input.run);
  const exchanges = point.point.startsWith("1.c") ? exchangeRows(shown.sessions, words.section) : undefined;
  return {
    point: point.point,
    title: phrasesOf(input.language).points[point.point],
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
    exchanges: exchanges?.rows ?? [],
    exchangesNote: exchanges?.note,
    diagrams: diagramsOf(point.point, shown, input, words, isNew),
    seeAbove:
      main !== undefined && shown.drawnAt !== undefined
        ? words.section.seeAbove(main.id, shown.drawnAt)
        : undefined,
    analysis: analyses(point.point, [...tabled, ...shown.sessions]),
  };
}

function evidenceText({ isProven, evidence, shortcomings }: PointFacts, words: SectionWords): string {
  const lacking = shortcomings.flatMap(({ session }) => session ?? []);
  if (!isProven && lacking.length > 0) return words.lacking(idRanges(lacking));
  return evidence.length === 0 ? words.noEvidence : words.evidence(idRanges(evidence));
}

/** Those whose packets stand in one table, in the order of time. */
function tabledOf(point: Point, shown: Shown, input: ReportInput): readonly Session[] {
  const { main } = shown;
  if (main === undefined) return [];
  if (point === "1.b") return pairOf(main, shown, input);
  if (point !== "1.a") return [main];
  // The port is open to the other client too.
  const other = shown.sessions.find(({ client }) => client.address !== main.client.address);
  return inTime(other === undefined ? [main] : [main, other]);
}

/** The session to draw, and one that overlaps it, of another client if there is one. */
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

function hasCutRequest({ exchanges }: Session): boolean {
  return exchanges.some(({ kind, segments }) => kind === "time" && segments.length > 1);
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
  const replyHex = main.exchanges.find((exchange) => exchange.replyHex !== undefined)?.replyHex;
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
