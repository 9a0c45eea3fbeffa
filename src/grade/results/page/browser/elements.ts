/** Elements of the page from texts. */
import { namedPieces } from "../../../../check/reports/html/text.ts";

export function element(
  name: string,
  className: string,
  ...content: readonly (string | Node)[]
): HTMLElement {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...content);
  return made;
}

/** A heading with its parts; nothing if all of them are empty. */
export function section(title: string, ...parts: readonly (Node | "" | undefined)[]): readonly Node[] {
  const shown = parts.filter((part) => part !== undefined && part !== "");
  return shown.length === 0 ? [] : [element("h3", "", title), ...shown];
}

/** A paragraph with what stands between back-ticks as code. */
export function codeIn(text: string): HTMLElement {
  const pieces = text.split(/`([^`]+)`/);
  return element(
    "p",
    "",
    ...pieces.map((piece, index) => (index % 2 === 1 ? element("code", "", piece) : piece)),
  );
}

/** Control characters by their names. */
export function withNames(text: string): readonly Node[] {
  return namedPieces(text).map(({ text: piece, isName }) =>
    isName ? element("span", "name", piece) : document.createTextNode(piece),
  );
}
