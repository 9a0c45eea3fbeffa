/** The terminals of a point: the server's, with what it printed meanwhile, and those of the clients. */
import { visibleLine } from "../../text/visible.ts";
import type { CaptureFacts, Point } from "../capture/facts.ts";
import { endedByRunAfter, type RunRecord, type TerminalRecord } from "../run/run-folder.ts";
import type { ReportInput, Section } from "./outline.ts";
import { linesOf } from "./pictures/terminal-lines.ts";
import { type ShownTerminal, terminalOf } from "./pictures/terminal-svg.ts";
import { serverCommand } from "./server-command.ts";
import type { Words } from "./words/words.ts";

export const MOST_TERMINALS = 6;
const ROWS_A_LINE = 6;
/** A server's log has long lines, and many. */
const ROWS_A_LOG_LINE = 2;
/** Output of the server that belongs to the clients' commands may come a little later. */
const LATER_SECONDS = 0.2;

export function terminalFigures(
  point: Point,
  clients: readonly TerminalRecord[],
  input: ReportInput,
  words: Words,
): Section["terminals"] {
  const { run, facts } = input;
  if (run === undefined || clients.length === 0) return undefined;
  const shown = clients.slice(0, MOST_TERMINALS);
  const leftOut = clients.length - shown.length;
  const origin = originOf(run, facts);
  const server = serverTerminal(point, shown, input, origin, words);
  const all = [
    ...(server === undefined ? [] : [server]),
    ...shown.map((terminal) => clientTerminal(terminal, run, origin, words)),
  ];
  const ended = [...Map.groupBy(shown, endedByRunAfter)].flatMap(([seconds, same]) =>
    seconds === undefined ? [] : words.section.terminalEnded(namesOf(same), seconds),
  );
  return {
    caption: words.section.terminalCaption(namesOf(all)) + ended.join(""),
    note: leftOut > 0 ? words.section.terminalsLeftOut(leftOut) : undefined,
    pictures: all.map((terminal, index) => ({
      name: `${point}-terminal-${index + 1}`,
      caption: words.drawing.terminalOf(visibleLine(terminal.host)),
      ...terminalOf(terminal, words.drawing),
    })),
  };
}

/** The time from which the packets' times count: the beginning of the server's capture, or else of the run. */
function originOf(run: RunRecord, facts: CaptureFacts): number {
  const own = facts.captures.find(({ host }) => host === run.server.host);
  return own !== undefined && own.beginsAt > 0 ? own.beginsAt : Date.parse(run.startedAt) / 1000;
}

function clientTerminal(
  terminal: TerminalRecord,
  run: RunRecord,
  origin: number,
  words: Words,
): ShownTerminal {
  const { host, command, output, exitCode } = terminal;
  const seconds = endedByRunAfter(terminal);
  const { drawing } = words;
  const text = seconds === undefined ? drawing.exitCode(exitCode) : drawing.endedByRun(seconds);
  const address = run.hosts.find(({ name }) => name === host)?.address;
  const state = { text, isWarning: exitCode !== 0 };
  return { host, address, folder: "/", command, output, origin, state, rowsALine: ROWS_A_LINE };
}

/** What the server printed while the clients' commands ran; in the first point also what it printed before. */
function serverTerminal(
  point: Point,
  clients: readonly TerminalRecord[],
  { run, serverLog, jam }: ReportInput,
  origin: number,
  words: Words,
): ShownTerminal | undefined {
  if (run === undefined) return undefined;
  const isFirst = point === "1.a";
  const { host, address, output } = run.server;
  const state = { text: words.drawing.server, isWarning: false };
  const command = serverCommand(run, jam);
  const terminal: Omit<ShownTerminal, "output"> = {
    ...{ host, address, folder: "~", command, origin, state },
    ...{ rowsALine: ROWS_A_LOG_LINE, nothing: words.drawing.printedNothing },
  };
  if (output === undefined) {
    return isFirst && serverLog !== undefined
      ? { ...terminal, output: [{ at: undefined, text: serverLog }] }
      : undefined;
  }
  const from = isFirst ? 0 : Math.min(...clients.map(({ startedAt }) => startedAt));
  const to = Math.max(...clients.map(({ endedAt }) => endedAt)) + LATER_SECONDS;
  const lines = linesOf(output.chunks);
  const shown = lines.filter(({ at = 0 }) => at >= from && at <= to);
  // Of an endless output only the beginning is recorded.
  const isCut = output.charactersLeftOut > 0 && (lines.at(-1)?.at ?? 0) <= to;
  if (shown.length === 0 && !isFirst && !isCut) return undefined;
  const before = lines.filter(({ at = 0 }) => at < from).length;
  const end = isCut ? { isCut, nothing: words.drawing.notRecorded } : {};
  return { ...terminal, output: shown, linesBefore: before, ...end };
}

function namesOf(terminals: readonly { readonly host: string }[]): string {
  return [...new Set(terminals.map(({ host }) => visibleLine(host)))].join(", ");
}
