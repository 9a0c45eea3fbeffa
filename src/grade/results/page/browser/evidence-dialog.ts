/** What a cell opens: what a right server does, what this one did, and how to change it. Writes text, never markup. */
import { visibleBytes } from "../../../../text/visible.ts";
import type { Packed, PackedCell } from "../packed.ts";
import { codeIn, element, section, withNames } from "./elements.ts";

const ARROWS = ["→", "←", "·"] as const;

export class EvidenceDialog {
  readonly #dialog = document.querySelector<HTMLDialogElement>("#evidence");
  /** Parsed when the first cell is opened. */
  #packed: Packed | undefined;

  constructor() {
    const dialog = this.#dialog;
    dialog?.querySelector("button")?.addEventListener("click", () => dialog.close());
    // A click beside it closes it.
    dialog?.addEventListener("click", ({ target }) => {
      if (target === dialog) dialog.close();
    });
  }

  open(cell: HTMLTableCellElement): void {
    this.#packed ??= JSON.parse(document.querySelector("#packed")?.textContent ?? "{}") as Packed;
    const row = cell.closest("tr");
    const student = this.#packed.students[Number(row?.dataset["student"])];
    const at = cell.cellIndex - 2;
    const packed = student?.cells[at];
    const place = this.#packed.cases[at];
    const content = this.#dialog?.querySelector(".content");
    if (student === undefined || place === undefined || packed == null || content == null) return;
    const { words } = this.#packed;
    const [mark = 0] = packed;
    const verdict = element(
      "p",
      `verdict ${cell.className}`,
      `${cell.textContent} ${words.marks[mark] ?? ""}`,
    );
    const link = element("a", "", words.wholeReport);
    link.setAttribute("href", `${student.href}#${place.id}`);
    content.replaceChildren(
      element("h2", "", place.id),
      element("p", "soft", `${student.title} · ${place.place}`),
      verdict,
      ...section(words.requirement, codeIn(place.requirement)),
      ...this.#parts(packed),
      element("p", "", link),
    );
    this.#dialog?.showModal();
    this.#dialog?.scrollTo(0, 0);
  }

  #parts([, ...places]: PackedCell): readonly Node[] {
    const { texts = [], words } = this.#packed ?? {};
    if (words === undefined) return [];
    const [happened, why, fix, code, replay] = places.slice(0, 5).map((place) => texts[place] ?? "");
    const timeLine = this.#timeLine(places.slice(5));
    return [
      ...section(words.whatHappened, happened && codeIn(happened)),
      ...section(words.timeLine, timeLine ?? element("p", "soft", words.noTrace)),
      ...section(words.whyItHappens, why && codeIn(why)),
      ...section(words.whatToChange, fix && codeIn(fix), code && scrollable(code, "")),
      ...section(words.replay, replay && scrollable(replay, "wraps")),
    ];
  }

  #timeLine(places: readonly number[]): HTMLElement | undefined {
    const { texts = [], rows = [] } = this.#packed ?? {};
    if (places.length === 0) return undefined;
    const list = element("ol", "time-line");
    for (let index = 0; index < places.length; index += 2) {
      const [from = 2, connections = 0, note = 0, ...hexes] = rows[places[index + 1] ?? -1] ?? [];
      const bytes = hexes.map((place) => {
        const hex = texts[place] ?? "";
        const pairs = hex.match(/../g) ?? [];
        const text = visibleBytes(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
        const line = element("div", "bytes", ...withNames(text));
        line.append(element("span", "hex", pairs.join(" ")));
        return line;
      });
      const what = element("div", "what", ...bytes);
      if (texts[note]) what.append(element("div", bytes.length > 0 ? "soft" : "note", texts[note] ?? ""));
      const label = [ARROWS[from], texts[connections]].filter(Boolean).join(" ");
      const item = element("li", ["client", "server", "neither"][from] ?? "");
      item.append(element("span", "at", `${places[index]} ms`), element("span", "arrow", label), what);
      list.append(item);
    }
    return list;
  }
}

/** What scrolls can be reached by the keyboard. */
function scrollable(text: string, className: string): HTMLElement {
  const made = element("pre", className, text);
  made.tabIndex = 0;
  return made;
}
