/** Hides the rows that were not asked for: by a student's name or id, by a mark, by a case that fails. */

export class ClassFilter {
  readonly #table: HTMLTableElement;
  readonly #search = element("search", HTMLInputElement);
  readonly #mark = element("mark", HTMLSelectElement);
  readonly #case = element("case", HTMLSelectElement);
  readonly #count = element("count", HTMLElement);

  constructor(table: HTMLTableElement) {
    this.#table = table;
    this.#search.addEventListener("input", () => this.#apply());
    this.#mark.addEventListener("change", () => this.#apply());
    this.#case.addEventListener("change", () => this.#apply());
    // A browser fills in what was chosen before the page was loaded again.
    this.#apply();
  }

  /** The student is looked for in the whole class. */
  chooseCase(id: string): void {
    this.#search.value = "";
    this.#mark.value = "";
    this.#case.value = id;
    this.#apply();
  }

  #apply(): void {
    const words = this.#search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const mark = this.#mark.value;
    const column = this.#columnOf(this.#case.value);
    for (const head of this.#table.querySelectorAll(".chosen")) head.classList.remove("chosen");
    if (column !== undefined) this.#table.tHead?.rows[1]?.cells[column]?.classList.add("chosen");
    const rows = [...(this.#table.tBodies[0]?.rows ?? [])];
    for (const row of rows) {
      const name = row.cells[0]?.textContent?.toLowerCase() ?? "";
      const fails = column === undefined || row.cells[column]?.className === "f";
      const hasMark = mark === "" || row.dataset["marks"]?.split(" ").includes(mark) === true;
      row.hidden = !(fails && hasMark && words.every((word) => name.includes(word)));
    }
    const shown = rows.filter(({ hidden }) => !hidden).length;
    this.#count.textContent = `${shown} / ${rows.length}`;
  }

  #columnOf(id: string): number | undefined {
    const heads = [...(this.#table.tHead?.rows[1]?.cells ?? [])];
    const at = heads.findIndex((head) => head.dataset["case"] === id);
    return id === "" || at === -1 ? undefined : at;
  }
}

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no #${id}`);
}
