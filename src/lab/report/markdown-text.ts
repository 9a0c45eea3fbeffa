/** Texts → Markdown in which they stay text: no tag, link, picture or table cell. */
import { visibleLine, visibleText } from "../../text/visible.ts";

/** A line of prose. */
export function plain(text: string): string {
  return plainRun(visibleLine(text));
}

/** Part of a line: spaces at its ends stay. */
export function plainRun(text: string): string {
  return (
    visibleText(text.replace(/\n/g, " "))
      .replace(/[\\`*_[\]<>|~&$#]/g, "\\$&")
      // A web address, a mail address or a name after @ would become a link.
      .replace(/(?<=\w):(?=\/\/)|@|(?<=\bwww)\./gi, "\\$&")
      .replace(/^(\s*)([-+=]|\d+(?=[.)]))/, (_, blanks: string, mark: string) =>
        /\d/.test(mark) ? `${blanks}${mark}` : `${blanks}\\${mark}`,
      )
  );
}

/** Captured text within a line, unchanged. */
export function codeSpan(text: string): string {
  const shown = visibleLine(text).replaceAll("|", "\\|");
  if (shown === "") return "";
  const fence = "`".repeat(longestRun(shown) + 1);
  return fence.length === 1 ? `\`${shown}\`` : `${fence} ${shown} ${fence}`;
}

/** @param language its name or suffix, by which code is coloured */
export function codeBlock(text: string, indent: string, language = "sh"): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  const name = language.replace(/[^a-z0-9+]/gi, "");
  return [`${fence}${name}`, ...visibleText(text).split("\n"), fence].map((line) => indent + line).join("\n");
}

export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
