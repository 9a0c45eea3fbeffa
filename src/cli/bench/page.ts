/** The page that a result is printed on: how wide it is, and how its texts are painted. */
import type { Painter } from "../../text/painter.ts";
import { wrap } from "../../text/wrap.ts";

export interface Page {
  readonly paint: Painter;
  /** Infinite for a file or a pipe, unless the variable COLUMNS is set. */
  readonly columns: number;
}

/** Of the terminal, or as the variable COLUMNS says. */
export function pageColumns(): number {
  return process.stdout.columns || Number(process.env["COLUMNS"]) || Number.POSITIVE_INFINITY;
}

const INDENT = 2;

/** Wrapped to the page, each line indented and painted. */
export function lines(
  text: string,
  { columns }: Page,
  paint: (text: string) => string = (each) => each,
  indent = INDENT,
): readonly string[] {
  return wrap(text, columns - indent).map((line) => " ".repeat(indent) + paint(line));
}
