/** A picture of one terminal: the prompt, the command, and its output with the time of each line. */
import { visibleLine } from "../../../text/visible.ts";
import type { DrawingWords } from "../words/words.ts";
import { type Paged, type Place, paged, type Strip } from "./paged.ts";
import { box, INK, label, line, textWidth } from "./svg.ts";
import { type Chunk, commandRows, linesOf, rowsOf } from "./terminal-lines.ts";

const WIDTH = 760;
const BAR = 28;
const LINE_HEIGHT = 18;
const MARGIN = 16;
const COMMAND_COLUMNS = 100;
const MOST_COMMAND_ROWS = 5;
/** The columns left of the times. */
const OUTPUT_COLUMNS = 86;
const MOST_LINES = 24;

export interface ShownTerminal {
  readonly host: string;
  readonly address: string | undefined;
  /** The folder that the prompt shows. */
  readonly folder: "/" | "~";
  readonly command: string;
  readonly output: readonly Chunk[];
  /** Seconds since 1970 from which the times count. */
  readonly origin: number;
  /** At the right of the title: how the command ended. */
  readonly state: { readonly text: string; readonly isWarning: boolean };
  /** A longer line of output is cut. */
  readonly rowsALine: number;
  /** In place of an output that is empty. */
  readonly nothing?: string;
  /** What came after the output was not recorded. */
  readonly isCut?: boolean;
  /** Lines that are not shown, before those that are. */
  readonly linesBefore?: number;
}

export function terminalOf(terminal: ShownTerminal, words: DrawingWords): Paged {
  const prompt = `${visibleLine(terminal.host)}:${terminal.folder}# `;
  const command = commandRows(prompt + visibleLine(terminal.command), COMMAND_COLUMNS, MOST_COMMAND_ROWS);
  const rows = [
    ...command.map((text, row) => commandRow(text, row === 0 ? prompt : "")),
    ...outputRows(terminal, words),
  ];
  const title = terminal.address === undefined ? terminal.host : `${terminal.host} · ${terminal.address}`;
  const { text, isWarning } = terminal.state;
  const head = [
    label(MARGIN, 19, title, { bold: true }),
    label(WIDTH - MARGIN, 19, text, { size: 11, fill: isWarning ? INK.warning : INK.muted, anchor: "end" }),
  ];
  return paged({
    width: WIDTH,
    title: words.terminalOf(terminal.host),
    head: { height: BAR + 8, parts: head },
    rows: rows.map((parts, index) => ({ height: LINE_HEIGHT + (index === rows.length - 1 ? 8 : 0), parts })),
    together: 3,
    behind: frame,
  });
}

/** Two rounded boxes, of which a part of the picture shows a part. */
function frame(height: number, place: Place): readonly string[] {
  const [top, bottom] = [place === "whole" || place === "head", place === "whole" || place === "end"];
  const [from, to] = [top ? 0.5 : -20, bottom ? height - 0.5 : height + 20];
  return [
    box(0.5, from, WIDTH - 1, to - from, { fill: INK.paper, stroke: INK.faint, radius: 6 }),
    ...(top ? [box(1, 1, WIDTH - 2, BAR, { fill: INK.shade, radius: 6 })] : []),
    ...(top ? [line(1, BAR, WIDTH - 1, BAR, { stroke: INK.faint })] : []),
  ];
}

function commandRow(text: string, prompt: string): readonly string[] {
  const shownPrompt =
    prompt === "" ? [] : [label(MARGIN, 14, prompt.trimEnd(), { bold: true, fill: INK.good })];
  return [
    ...shownPrompt,
    label(MARGIN + textWidth(prompt, 12), 14, text.slice(prompt.length), { bold: true }),
  ];
}

function outputRows(terminal: ShownTerminal, words: DrawingWords): readonly Strip["parts"][] {
  const { linesBefore = 0, rowsALine, nothing, isCut = false } = terminal;
  const lines = linesOf(terminal.output).flatMap(({ text, at }) =>
    rowsOf(text, OUTPUT_COLUMNS, rowsALine).map((part, index) => ({
      text: part,
      at: index === 0 ? at : undefined,
    })),
  );
  const kept = lines.slice(0, MOST_LINES);
  const note = (text: string) => [label(MARGIN, 14, text, { fill: INK.muted })];
  if (lines.length === 0 && nothing !== undefined) return [note(nothing)];
  return [
    ...(linesBefore > 0 ? [note(words.linesBefore(linesBefore))] : []),
    ...kept.map(({ text, at }) => [
      label(MARGIN, 14, text),
      ...(at === undefined
        ? []
        : [
            label(WIDTH - MARGIN, 14, timeText(at - terminal.origin, words), {
              size: 10,
              fill: INK.muted,
              anchor: "end",
            }),
          ]),
    ]),
    ...(lines.length > kept.length ? [note(words.linesLeftOut(lines.length - kept.length))] : []),
    ...(isCut ? [note(words.notRecorded)] : []),
  ];
}

function timeText(seconds: number, words: DrawingWords): string {
  return seconds < 0 ? words.beforeCapture : seconds.toFixed(3);
}
