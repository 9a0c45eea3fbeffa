/** Texts → Markdown that shows them as they are: no markup of theirs is rendered. */
import { visibleLine, visibleText } from "../../../text/visible.ts";

/** A sentence; what stands between back-ticks stays code. */
export function inline(text: string): string {
  return visibleLine(text)
    .split(/(`[^`]+`)/)
    .map((piece, index) => (index % 2 === 1 ? piece : escaped(piece)))
    .join("");
}

function escaped(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]#|~!]/g, "\\$&")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replace(/^(\d+)([.)])/, "$1\\$2")
      .replace(/^([+-])/, "\\$1")
      // A bare address would become a link.
      .replace(/\b(https?|ftp|mailto):/gi, "$1&#58;")
      .replace(/\b(www)\./gi, "$1&#46;")
  );
}

/** Lines as they are: the fence is longer than any in them. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${visibleText(text)}\n${fence}`;
}
