/** Sorts the rows by the column whose heading is clicked: once up, once down. */

const UP = "ascending";
const DOWN = "descending";

export function sortOnClick(table: HTMLTableElement): void {
  const [body] = table.tBodies;
  const heads = [...table.querySelectorAll<HTMLTableCellElement>("thead th[aria-sort]")];
  const names = new Intl.Collator(document.documentElement.lang, { numeric: true });
  for (const head of heads) {
    head.querySelector("button")?.addEventListener("click", () => {
      const isUp = head.getAttribute("aria-sort") === UP;
      for (const other of heads) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", isUp ? DOWN : UP);
      const keyed = [...(body?.rows ?? [])].map((row) => ({ row, key: keyOf(row.cells[head.cellIndex]) }));
      keyed.sort((one, other) => (isUp ? -1 : 1) * names.compare(one.key, other.key));
      body?.append(...keyed.map(({ row }) => row));
    });
  }
}

/** Failures come first when a case is sorted up. */
function keyOf(cell: HTMLTableCellElement | undefined): string {
  if (cell === undefined) return "";
  const order = "feysp".indexOf(cell.className);
  return cell.dataset["key"] ?? (order === -1 ? (cell.textContent ?? "") : String(order));
}
