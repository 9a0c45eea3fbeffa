/** The outline → Markdown for a README, with its pictures as SVG files. */
import { codeBlock, codeSpan, plain, plainRun, tableRow } from "./markdown-text.ts";
import type { Figure, Outline, Section } from "./outline.ts";
import { PACKET_COLUMNS } from "./packet-table.ts";
import { proseRuns } from "./prose.ts";
import type { Step } from "./steps.ts";
import type { Words } from "./words/words.ts";
import { wordsOf } from "./words/words-of.ts";

export const PAGE = "TUGAS2.md";
const PICTURES = "pictures";

/** @returns texts by path: the page, and each picture */
export function markdownFiles(outline: Outline): ReadonlyMap<string, string> {
  const words = wordsOf(outline.language);
  const figures = outline.sections.flatMap(({ terminals, diagrams }) => [
    ...(terminals?.pictures ?? []),
    ...diagrams,
  ]);
  const page = [
    `# ${plain(outline.title)}`,
    outline.head.map((row) => `- **${plain(row.label)}**: ${headValues(row)}`).join("\n"),
    `## ${plain(words.page.results)}`,
    plain(outline.verdict),
    ...outline.notes.map(prose),
    resultTable(outline, words),
    `## ${plain(words.section.preparation)}`,
    ...steps(outline.preparation),
    ...outline.sections.flatMap((section) => sectionText(section, words)),
    ...appendixText(outline, words),
  ];
  return new Map([
    [PAGE, `${page.join("\n\n")}\n`],
    ...figures.map((one) => [pathOf(one), one.svg] as const),
  ]);
}

function prose(paragraph: string): string {
  const runs = proseRuns(paragraph).map(({ text, isCode }) => (isCode ? codeSpan(text) : plainRun(text)));
  return runs.join("");
}

function headValues(row: Outline["head"][number]): string {
  const one = { text: plain, code: codeSpan, link: (link: string) => `<${encodeURI(decodeSafely(link))}>` };
  return row.values.map(one[row.kind]).join(" · ");
}

/** Keeps percent escapes that are already there. */
function decodeSafely(link: string): string {
  try {
    return decodeURI(link);
  } catch {
    return link;
  }
}

function resultTable(outline: Outline, { page }: Words): string {
  const rows = outline.sections.map(({ point, title, state }) =>
    tableRow([
      plain(point),
      plain(title),
      state === "proven" ? plain(page.states.proven) : `**${plain(page.states[state])}**`,
    ]),
  );
  return table([page.point, page.clause, page.result], rows);
}

function table(columns: readonly string[], rows: readonly string[]): string {
  return [tableRow(columns.map(plain)), tableRow(columns.map(() => "---")), ...rows].join("\n");
}

function sectionText(section: Section, { page, section: words }: Words): readonly string[] {
  const heading = (text: string) => `### ${plain(text)}`;
  const part = (title: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [heading(title), ...texts];
  const notes = (...some: readonly (string | undefined)[]) =>
    some.flatMap((text) => (text === undefined ? [] : [`_${plain(text)}_`]));
  return [
    `## ${plain(section.point)} ${plain(section.title)}`,
    `**${plain(page.states[section.state])}.** ${plain(section.evidence)}`,
    ...part(words.steps, steps(section.steps)),
    ...part(words.terminals, terminalText(section)),
    ...part(words.packets, [...packetText(section, words), ...requestText(section, words)]),
    ...part(words.diagram, section.diagrams.map(picture)),
    ...notes(section.seeAbove),
    ...part(words.analysis, [prose(section.analysis)]),
  ];
}

function appendixText({ appendix }: Outline, { section }: Words): readonly string[] {
  if (appendix.length === 0) return [];
  return [
    `## ${plain(section.appendix)}`,
    ...appendix.flatMap(({ name, language, text, note }) => [
      `### ${plain(name)}`,
      codeBlock(text, "", language),
      ...(note === undefined ? [] : [`_${plain(note)}_`]),
    ]),
  ];
}

function terminalText({ terminals }: Section): readonly string[] {
  if (terminals === undefined) return [];
  const caption =
    terminals.note === undefined ? terminals.caption : `${terminals.caption}. ${terminals.note}`;
  return [...terminals.pictures.map(picture), `_${plain(caption)}_`];
}

function steps(some: readonly Step[]): readonly string[] {
  return some.map(
    ({ text, command }, index) => `${index + 1}. ${plain(text)}\n\n${codeBlock(command, "   ")}`,
  );
}

function picture(figure: Figure): string {
  return `![${plain(figure.caption)}](${pathOf(figure)})`;
}

function pathOf(figure: Figure): string {
  return `${PICTURES}/${figure.name}.svg`;
}

function packetText(section: Section, words: Words["section"]): readonly string[] {
  if (section.packets === undefined) return [];
  const { caption, table: packets } = section.packets;
  const rows = packets.rows.map((row) =>
    tableRow(
      [row.number, row.time, row.source, row.destination, row.protocol, row.length, row.info].map(codeSpan),
    ),
  );
  const note = packets.rowsLeftOut > 0 ? ` ${words.rowsLeftOut(packets.rowsLeftOut)}` : "";
  return [
    `${plain(caption)} ${codeSpan(packets.filter)}:`,
    table(PACKET_COLUMNS, rows),
    `_${plain(words.lengthNote + note)}_`,
  ];
}

function requestText(section: Section, words: Words["section"]): readonly string[] {
  if (section.requests.length === 0) return [];
  const { session, request, segments, reply, seconds } = words.requestTable;
  const rows = section.requests.map((row) =>
    tableRow([row.session, row.request, row.segments, row.reply, row.seconds].map(codeSpan)),
  );
  return [`${plain(words.requestCaption)}:`, table([session, request, segments, reply, seconds], rows)];
}
