/** One cell of the table is in the tab order; arrow keys move, and Enter or a click opens its evidence. */

export class GridKeys {
  readonly #table: HTMLTableElement;
  readonly #open: (cell: HTMLTableCellElement) => void;
  #current: HTMLTableCellElement | undefined;

  constructor(table: HTMLTableElement, open: (cell: HTMLTableCellElement) => void) {
    this.#table = table;
    this.#open = open;
    const first = table.tBodies[0]?.rows[0]?.querySelector<HTMLTableCellElement>("td[class]:not(.g)");
    if (first !== null && first !== undefined) this.#moveTo(first);
    table.addEventListener("click", ({ target }) => {
      const cell = cellOf(target);
      if (cell === undefined) return;
      this.#moveTo(cell);
      this.#open(cell);
    });
    table.addEventListener("keydown", (event) => this.#press(event));
  }

  #press(event: KeyboardEvent): void {
    const cell = cellOf(event.target);
    if (cell === undefined) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#open(cell);
      return;
    }
    const next = this.#nextOf(cell, event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.#moveTo(next);
    next.focus();
  }

  #nextOf(cell: HTMLTableCellElement, key: string): HTMLTableCellElement | undefined {
    const row = cell.closest("tr");
    const rows = [...(this.#table.tBodies[0]?.rows ?? [])].filter(({ hidden }) => !hidden);
    const at = row === null ? -1 : rows.indexOf(row);
    switch (key) {
      case "ArrowLeft":
        return cellOf(cell.previousElementSibling);
      case "ArrowRight":
        return cellOf(cell.nextElementSibling);
      case "ArrowUp":
        return cellOf(rows[at - 1]?.cells[cell.cellIndex] ?? null);
      case "ArrowDown":
        return cellOf(rows[at + 1]?.cells[cell.cellIndex] ?? null);
      default:
        return undefined;
    }
  }

  #moveTo(cell: HTMLTableCellElement): void {
    if (this.#current !== undefined) this.#current.tabIndex = -1;
    cell.tabIndex = 0;
    this.#current = cell;
  }
}

/** A cell with a verdict. */
function cellOf(target: EventTarget | null): HTMLTableCellElement | undefined {
  const cell = target instanceof Element ? target.closest<HTMLTableCellElement>("tbody td") : null;
  return cell !== null && "pyfse".includes(cell.className) && cell.className !== "" ? cell : undefined;
}
