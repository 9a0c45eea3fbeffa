/** The script of the class page: without it the page still shows every verdict. */
import { EvidenceDialog } from "./evidence-dialog.ts";
import { ClassFilter } from "./filter.ts";
import { GridKeys } from "./grid-keys.ts";
import { sortOnClick } from "./sort.ts";

const table = document.querySelector<HTMLTableElement>("#verdicts");
if (table !== null) {
  const dialog = new EvidenceDialog();
  new GridKeys(table, (cell) => dialog.open(cell));
  sortOnClick(table);
  const filter = new ClassFilter(table);
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLElement>("a[data-case]") : null;
    if (link !== null) filter.chooseCase(link.dataset["case"] ?? "");
  });
}
document.documentElement.classList.add("scripted");
