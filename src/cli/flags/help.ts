/** Flag tables and lists of commands → help text. */
import { wrap } from "../../text/wrap.ts";
import { type FlagTable, kebab } from "./flags.ts";

const WIDTH = 100;
/** On a narrower terminal a description starts on its own line if its column would be narrower than this. */
const MIN_COLUMN = 44;
const INDENT = 6;

interface HelpRow {
  readonly name: string;
  readonly text: string;
}

/** One entry per flag, aligned and wrapped. */
export function formatFlags(table: FlagTable, width = helpWidth()): string {
  const rows = Object.entries(table).map(([name, flag]) => ({
    name: `--${kebab(name)}${flag.placeholder === undefined ? "" : ` ${flag.placeholder}`}`,
    text: `${flag.help} (${flag.fallbackText})`,
  }));
  return formatRows(rows, width);
}

export function formatRows(rows: readonly HelpRow[], width = helpWidth()): string {
  const column = Math.max(...rows.map(({ name }) => name.length)) + 4;
  const isStacked = width - column < MIN_COLUMN;
  const indent = isStacked ? INDENT : column;
  return rows
    .flatMap(({ name, text }) => {
      const lines = wrap(text, width - indent).map((line) => " ".repeat(indent) + line);
      const head = `  ${name}`;
      return isStacked
        ? [head, ...lines]
        : [head.padEnd(column) + lines[0]?.slice(column), ...lines.slice(1)];
    })
    .join("\n");
}

/** `help`, `help serve` and `help run` are other ways to write `--help`. */
export function spelledOut(args: readonly string[]): readonly string[] {
  const [first, ...rest] = args;
  return first === "help" ? [...rest, "--help"] : args;
}

/** A paragraph of a help text, wrapped; its line breaks in the source count as blanks. */
export function paragraph(text: string, width = helpWidth()): string {
  return wrap(text.replaceAll("\n", " "), width).join("\n");
}

/** The terminal's width, 100 at most; for a file or a pipe the variable COLUMNS, or 100. */
function helpWidth(): number {
  return Math.min(process.stdout.columns || Number(process.env["COLUMNS"]) || WIDTH, WIDTH);
}
