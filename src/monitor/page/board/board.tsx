/** The class board: a row for each client, a dot for each of its sessions, and the newest verdict in words. */
import { useRef } from "preact/hooks";
import type { Counts } from "../../../server/counters.ts";
import type { BoardRow } from "../../facts/api.ts";
import { countsByKind, labelOfKind } from "../faults/kinds.ts";
import { useSpeech } from "../speech.ts";
import { walk } from "../walk.ts";
import { BoardClient } from "./board-client.tsx";

interface Props {
  readonly board: readonly BoardRow[];
  readonly counts: Counts;
  readonly picked: string | undefined;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly onPick: (session: string) => void;
}

export function Board({ board, counts, picked, filter, onFilter, onPick }: Props) {
  const speech = useSpeech();
  const { words, count } = speech;
  const list = useRef<HTMLUListElement>(null);
  const kinds = countsByKind(counts, speech).map(
    ([kind, number]) => [labelOfKind(kind, speech), number] as const,
  );
  // In the order of the addresses: a row stays where it is while the class works.
  const rows = [...board].sort((left, right) =>
    left.address.localeCompare(right.address, "en", { numeric: true }),
  );
  const names = rows.map(({ newest, attempts }) => [newest, ...attempts].map(({ session }) => session));
  const stop = Math.max(
    0,
    names.findIndex((sessions) => picked !== undefined && sessions.includes(picked)),
  );
  if (board.length === 0) return null;
  return (
    <section class="board" aria-labelledby="board-name">
      <div class="section-head">
        <h2 id="board-name">
          {words.classBoard} <small>{count(board.length)}</small>
        </h2>
        <p class="legend" aria-hidden="true">
          {(["right", "wrong", "open", "empty"] as const).map((verdict) => (
            <span key={verdict}>
              <i class={`dot ${verdict}`} /> {words[verdict]}
            </span>
          ))}
        </p>
      </div>
      {kinds.length > 0 && (
        <ul class="kinds">
          {kinds.map(([label, number]) => (
            <li key={label}>
              <button
                type="button"
                aria-pressed={label === filter}
                onClick={() => onFilter(label === filter ? "" : label)}
              >
                <strong>{count(number)}</strong> {label}
              </button>
            </li>
          ))}
        </ul>
      )}
      <ul class="clients card" ref={list} onKeyDown={(event) => walk(event, list.current, "li.client-row")}>
        {rows.map((row, index) => (
          <BoardClient
            key={row.address}
            row={row}
            picked={picked}
            isStop={index === stop}
            version={JSON.stringify(row)}
            onPick={onPick}
          />
        ))}
      </ul>
    </section>
  );
}
