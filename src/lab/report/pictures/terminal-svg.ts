/** A picture of one terminal: the prompt, the command, and its output with the time of each line. */
import { visibleLine } from "../../../text/visible.ts";
import { endedByRunAfter, type TerminalRecord } from "../../run/run-folder.ts";
import { cutLines } from "../payload-lines.ts";
import type { DrawingWords } from "../words/words.ts";
import { box, drawing, INK, label, line } from "./svg.ts";

const WIDTH = 760;
const BAR = 28;
const LINE_HEIGHT = 18;
const MARGIN = 16;
const COMMAND_COLUMNS = 100;
const MOST_COMMAND_LINES = 5;
/** The columns left of the times. */
const OUTPUT_COLUMNS = 86;
const MOST_LINES = 24;

interface ShownLine {
  readonly text: string;
  readonly at: number | undefined;
}

export function terminalSvg(
  terminal: TerminalRecord,
  words: DrawingWords,
  address: string | undefined,
): string {
  const prompt = `${visibleLine(terminal.host)}:/# `;
  const command = commandLines(prompt + visibleLine(terminal.command));
  const output = outputLines(terminal);
  const kept = output.slice(0, MOST_LINES);
  const leftOut = output.length - kept.length;
  const lines: readonly ShownLine[] = [
    ...kept,
    ...(leftOut > 0 ? [{ text: words.linesLeftOut(leftOut), at: undefined }] : []),
  ];
  const height = BAR + (command.length + lines.length) * LINE_HEIGHT + MARGIN;
  const title = address === undefined ? terminal.host : `${terminal.host} · ${address}`;
  const seconds = endedByRunAfter(terminal);
  const baseline = (row: number) => BAR + 24 + row * LINE_HEIGHT;
  return drawing(WIDTH, height, words.terminalOf(terminal.host), [
    box(0.5, 0.5, WIDTH - 1, height - 1, { fill: INK.paper, stroke: INK.faint, radius: 6 }),
    box(1, 1, WIDTH - 2, BAR, { fill: INK.shade, radius: 6 }),
    line(1, BAR, WIDTH - 1, BAR, { stroke: INK.faint }),
    label(MARGIN, 19, title, { fill: INK.text, bold: true }),
    label(
      WIDTH - MARGIN,
      19,
      seconds === undefined ? words.exitCode(terminal.exitCode) : words.endedByRun(seconds),
      {
        size: 11,
        fill: terminal.exitCode === 0 ? INK.muted : INK.warning,
        anchor: "end",
      },
    ),
    ...command.map((text, row) => commandLine(text, baseline(row), row === 0 ? prompt : "")),
    ...lines.flatMap(({ text, at }, index) => {
      const y = baseline(command.length + index);
      const time = at === undefined ? [] : [`+${Math.max(0, at - terminal.startedAt).toFixed(3)} s`];
      return [
        label(MARGIN, y, text, { fill: at === undefined ? INK.muted : INK.text }),
        ...time.map((shown) => label(WIDTH - MARGIN, y, shown, { size: 10, fill: INK.muted, anchor: "end" })),
      ];
    }),
  ]);
}

/** Broken after spaces, or within a word that is too long. */
function commandLines(text: string): readonly string[] {
  const words = new RegExp(`.{1,${COMMAND_COLUMNS - 1}}(?: |$)|.{1,${COMMAND_COLUMNS}}`, "gu");
  const lines = text.match(words) ?? [];
  return lines.length > MOST_COMMAND_LINES ? [...lines.slice(0, MOST_COMMAND_LINES - 1), "…"] : lines;
}

function commandLine(text: string, y: number, prompt: string): string {
  const rest = text.slice(prompt.length);
  const shownPrompt = prompt === "" ? "" : label(MARGIN, y, prompt.trimEnd(), { bold: true, fill: INK.good });
  return shownPrompt + label(MARGIN + prompt.length * 12 * 0.602, y, rest, { bold: true });
}

/** The chunks of output as lines; a line's time is that of the chunk that began it. */
function outputLines(terminal: TerminalRecord): readonly ShownLine[] {
  const lines: { text: string; at: number }[] = [];
  let isOpen = false;
  for (const { at, text } of terminal.output) {
    for (const piece of text.split(/(?<=\n)/)) {
      const last = lines.at(-1);
      if (isOpen && last !== undefined) last.text += piece;
      else lines.push({ text: piece, at });
      isOpen = !piece.endsWith("\n");
    }
  }
  return lines.flatMap(({ text, at }) =>
    wrapped(shownOutput(text), 6).map((part, index) => ({ text: part, at: index === 0 ? at : undefined })),
  );
}

/** A terminal shows nothing for a CR before LF, and spaces for a tab. */
function shownOutput(text: string): string {
  return visibleOutput(text.replace(/\r*\n$/, "").replace(/\t/g, "    "));
}

function visibleOutput(text: string): string {
  return visibleLine(`|${text}|`).slice(1, -1);
}

function wrapped(text: string, most: number): readonly string[] {
  return text === "" ? [""] : cutLines(text, OUTPUT_COLUMNS, most);
}
