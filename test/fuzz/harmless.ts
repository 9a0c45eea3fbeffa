/** What a peer's bytes may become in a text for people: nothing that acts on a terminal, a log or a page. */

/** Control, format, private, unassigned characters and lone surrogates, and the separators of lines and paragraphs. */
const ACTIVE = /(?!\n)[\p{C}\p{Zl}\p{Zp}]/u;

/** Line ends are allowed in a text of several lines. @throws {Error} */
export function mustBeHarmless(text: string, allowed: "one-line" | "lines" = "one-line"): void {
  const found = ACTIVE.exec(text)?.[0] ?? (allowed === "one-line" && text.includes("\n") ? "\n" : undefined);
  if (found === undefined) return;
  const code = found.codePointAt(0)?.toString(16).padStart(4, "0");
  throw new Error(`U+${code} in ${JSON.stringify(text.slice(0, 400))}`);
}
