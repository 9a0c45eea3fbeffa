/** Lines that are there to be copied → lines of a terminal: code behind a bar, and a command at the margin. */
import type { Painter } from "../../../text/painter.ts";
import { visibleText } from "../../../text/visible.ts";

/** Columns of the margin of code. */
const MARGIN = 4;

/** Code, or what a server printed: a line that is too long goes on in the next. */
export function barredLines(text: string, width: number, painter: Painter): readonly string[] {
  const room = width - MARGIN;
  return visibleText(text)
    .split("\n")
    .flatMap((line) => line.match(new RegExp(`.{1,${room}}`, "gu")) ?? [""])
    .map((line) => `  ${painter.dim("│")} ${line}`.trimEnd());
}

/** A shell goes on in the next line behind `|`, `;` and `&&`, and so does Python behind `;`, at the margin. */
export function commandLines(command: string, width: number): readonly string[] {
  return filled(command.split(/(?<=\| )/), width).flatMap((line) =>
    line.length <= width ? [line] : filled(line.split(/(?<=; |&& )/), width),
  );
}

/** As many parts a line as it holds. */
function filled(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ""}${part}`;
    if (lines.length > 0 && longer.trimEnd().length <= width) lines.splice(-1, 1, longer);
    else lines.push(part);
  }
  return lines.map((line) => line.trimEnd());
}
