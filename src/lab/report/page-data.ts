/** The outline as the JSON for template.typ, with texts that can break in narrow cells. */
import { visibleLine } from "../../text/visible.ts";
import type { Figure, Outline, Section } from "./outline.ts";
import { PACKET_COLUMNS } from "./packet-table.ts";
import { proseRuns } from "./prose.ts";
import { wordsOf } from "./words/words-of.ts";

/** A longer word may break anywhere: Typst breaks only at spaces, and hex has none. */
const LONGEST_IN_CELL = 24;
const LONGEST_IN_LINE = 60;
/** The length of the longest IPv4 address. */
const NARROW_ADDRESS = 15;
const RUNNING_CHARACTERS = 48;
const ZERO_WIDTH_SPACE = "\u200b";

export function pageData(outline: Outline) {
  const { page, section: words } = wordsOf(outline.language);
  const named = (label: string) => outline.head.find((row) => row.label === label)?.values[0] ?? "";
  const who = [page.name, page.nrp].map(named).filter((text) => text !== page.notGiven);
  return {
    language: outline.language,
    title: outline.title,
    date: outline.date === undefined ? null : dateParts(outline.date),
    author: who[0] ?? "",
    running: who.map(shortened).join(" · "),
    head: outline.head.map((row) => ({
      ...row,
      values: row.values.map((target) => ({ target, text: breakable(target, LONGEST_IN_LINE) })),
    })),
    verdict: outline.verdict,
    notes: outline.notes.map(runsOf),
    preparation: outline.preparation,
    sections: outline.sections.map((section) => sectionData(section, outline)),
    appendix: outline.appendix.map((file) => ({
      ...file,
      text: breakable(file.text, LONGEST_IN_LINE),
      note: file.note ?? null,
    })),
    words: {
      kicker: page.kicker,
      results: page.results,
      states: page.states,
      point: page.point,
      clause: page.clause,
      result: page.result,
      page: page.page("{page}", "{pages}"),
      figure: page.figure,
      table: page.table,
      preparation: words.preparation,
      steps: words.steps,
      terminals: words.terminals,
      packets: words.packets,
      diagram: words.diagram,
      analysis: words.analysis,
      appendix: words.appendix,
    },
  };
}

function sectionData(section: Section, outline: Outline) {
  const { section: words } = wordsOf(outline.language);
  const { packets, requests } = section;
  const { session, request, segments, reply, seconds } = words.requestTable;
  return {
    ...section,
    terminals:
      section.terminals === undefined
        ? null
        : {
            ...section.terminals,
            pictures: section.terminals.pictures.map(figureData),
            note: section.terminals.note ?? null,
          },
    diagrams: section.diagrams.map((figure) => ({ caption: figure.caption, pictures: [figureData(figure)] })),
    seeAbove: section.seeAbove ?? null,
    packets:
      packets === undefined
        ? null
        : {
            caption: packets.caption,
            filter: packets.table.filter,
            columns: PACKET_COLUMNS,
            isWide: packets.table.rows.some(
              ({ source, destination }) => isWide(source) || isWide(destination),
            ),
            rows: packets.table.rows.map(breakableRow),
            note: [
              words.lengthNote,
              ...(packets.table.rowsLeftOut > 0 ? [words.rowsLeftOut(packets.table.rowsLeftOut)] : []),
            ].join(" "),
          },
    requests:
      requests.length === 0
        ? null
        : {
            caption: words.requestCaption,
            columns: [session, request, segments, reply, seconds],
            rows: requests.map(breakableRow),
            note: section.requestsNote ?? null,
          },
    analysis: runsOf(section.analysis),
  };
}

function runsOf(sentence: string) {
  return proseRuns(visibleLine(sentence)).map((run) => ({
    ...run,
    text: breakable(run.text, LONGEST_IN_LINE),
  }));
}

/** In UTC. */
function dateParts(seconds: number) {
  const date = new Date(seconds * 1000);
  return {
    ...{ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
    ...{ hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() },
  };
}

/** Without the whole picture, which only Markdown shows. */
function figureData({ caption, head, strips }: Figure) {
  return { caption, head: head ?? null, strips };
}

function breakableRow<Row extends object>(row: Row): Row {
  const entries = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === "string" ? breakable(value, LONGEST_IN_CELL) : value,
  ]);
  return Object.fromEntries(entries) as Row;
}

function isWide(address: string): boolean {
  return address.length > NARROW_ADDRESS;
}

function shortened(text: string): string {
  return text.length > RUNNING_CHARACTERS ? `${text.slice(0, RUNNING_CHARACTERS - 1)}…` : text;
}

function breakable(text: string, longest: number): string {
  const long = new RegExp(`\\S{${longest},}`, "g");
  const addresses = /[0-9a-f]*:[0-9a-f:]{15,}/g;
  return text
    .replace(long, (word) => word.replace(/\S{8}(?=\S)/g, `$&${ZERO_WIDTH_SPACE}`))
    .replace(addresses, (address) => address.replaceAll(":", `:${ZERO_WIDTH_SPACE}`));
}
