/** One point of the assignment as a section of the report. */
import type { CaptureFacts, Point, PointFacts, Session } from "../capture/facts.ts";
import { paragraphOf } from "../narrative/paragraph.ts";
import { phrasesOf } from "../narrative/phrases-of.ts";
import { diagramsOf } from "./diagrams.ts";
import type { ReportInput, Section } from "./outline.ts";
import { packetTable } from "./packet-table.ts";
import { fileOf, filesOf } from "./packet-words.ts";
import { requestRows } from "./request-rows.ts";
import { idRanges, type Shown, shownOf, terminalsOf } from "./shown-sessions.ts";
import { stepsOf } from "./steps.ts";
import { MOST_TERMINALS, terminalFigures } from "./terminals.ts";
import type { SectionWords } from "./words/words.ts";
import { wordsOf } from "./words/words-of.ts";

/** Points whose experiments each show something different. */
const TERMINALS_OF_ALL: readonly Point[] = ["1.b", "1.c.i"];

/** @param drawn the sessions and the tables that earlier points have shown; those of this point are added */
export function pointSection(point: PointFacts, input: ReportInput, drawn: Map<string, Point>): Section {
  const words = wordsOf(input.language);
  const phrases = phrasesOf(input.language);
  const shown = shownOf(point, input.facts, input.run, drawn);
  const { main } = shown;
  const isNew = main !== undefined && shown.drawnAt === undefined;
  if (isNew) drawn.set(main.id, point.point);
  const tabled = tabledOf(point.point, shown, input);
  const ids = idRanges(tabled.map(({ id }) => id));
  const tabledAt = drawn.get(`table ${ids}`);
  if (isNew) drawn.set(`table ${ids}`, tabledAt ?? point.point);
  const typedFor = TERMINALS_OF_ALL.includes(point.point) ? [...tabled, ...shown.sessions] : tabled;
  const terminals = terminalsOf(point.point, typedFor, input.run);
  const isSeveral = filesOf(shown.sessions).length > 1;
  const requests =
    point.point === "1.c.i" || point.point === "1.c.ii"
      ? requestRows(point.point, shown.sessions, words.section, isSeveral)
      : undefined;
  return {
    point: point.point,
    title: phrases.points[point.point],
    state: point.state,
    evidence: evidenceText(point, words.section),
    steps: stepsOf(terminals.slice(0, MOST_TERMINALS), tabled, words.section),
    terminals:
      isNew || main === undefined ? terminalFigures(point.point, terminals, input, words) : undefined,
    packets:
      isNew && tabledAt === undefined
        ? {
            caption: words.section.packetCaption(ids, fileOf(tabled, input.facts)),
            table: packetTable(tabled, input.facts),
          }
        : undefined,
    requests: requests?.rows ?? [],
    requestsNote: requests?.note,
    diagrams: diagramsOf(point.point, { ...shown, tabled, isNew, isProven: point.isProven }, input, words),
    seeAbove: seeAbove(shown, isNew ? tabledAt : undefined, ids, words.section),
    // The paragraph takes the first session that fits: the same that the pictures show.
    analysis: paragraphOf(
      evidenceFirst(point, tabled),
      withFirst([...tabled, ...shown.sessions], input.facts),
      phrases,
    ),
  };
}

function seeAbove(
  { main, drawnAt }: Shown,
  tabledAt: Point | undefined,
  ids: string,
  words: SectionWords,
): string | undefined {
  if (main !== undefined && drawnAt !== undefined) return words.seeAbove(main.id, drawnAt);
  return tabledAt === undefined ? undefined : words.tableAbove(ids, tabledAt);
}

function evidenceFirst(point: PointFacts, tabled: readonly Session[]): PointFacts {
  const first = tabled.map(({ id }) => id).filter((id) => point.evidence.includes(id));
  return { ...point, evidence: [...new Set([...first, ...point.evidence])] };
}

function withFirst(first: readonly Session[], facts: CaptureFacts): CaptureFacts {
  return { ...facts, sessions: [...new Set([...first, ...facts.sessions])] };
}

function evidenceText({ state, evidence, failures, unseen }: PointFacts, words: SectionWords): string {
  if (state === "proven") return words.evidence(idRanges(evidence));
  const named = [...failures, ...(state === "unseen" ? unseen : [])].flatMap(({ session }) => session ?? []);
  return named.length > 0 ? words.seeSessions(idRanges(named)) : words.noEvidence;
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
