/** The head of a column that sorts. */
import type { SessionSort } from "../../facts/api.ts";
import type { Query } from "../link.ts";
import { useSpeech } from "../speech.ts";

interface Props {
  readonly name: string;
  readonly sort: SessionSort;
  readonly kind: string;
  readonly query: Query;
  readonly onSort: (sort: SessionSort) => void;
}

export function ColumnHead({ name, sort, kind, query, onSort }: Props) {
  const { sentences } = useSpeech();
  const isSorted = query.sort === sort;
  const order = query.descending ? "descending" : "ascending";
  return (
    <th scope="col" class={kind} aria-sort={isSorted ? order : "none"}>
      <button type="button" title={sentences.sortBy(name)} onClick={() => onSort(sort)}>
        {name}
        {isSorted && (
          <span class="order" aria-hidden="true">
            {query.descending ? "↓" : "↑"}
          </span>
        )}
      </button>
    </th>
  );
}
