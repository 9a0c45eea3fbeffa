/** The table of sessions: column heads sort it, arrow keys move through it, Enter or a click opens a session. */
import { useRef } from "preact/hooks";
import type { SessionRow, SessionSort } from "../../facts/api.ts";
import { type Query, sortedBy } from "../link.ts";
import { useSpeech } from "../speech.ts";
import { walk } from "../walk.ts";
import { ColumnHead } from "./column-head.tsx";
import { Row } from "./row.tsx";

interface Props {
  readonly rows: readonly SessionRow[];
  readonly query: Query;
  readonly now: number;
  readonly picked: string | undefined;
  readonly onQuery: (query: Query) => void;
  readonly onPick: (session: string | undefined) => void;
}

export function SessionTable({ rows, query, now, picked, onQuery, onPick }: Props) {
  const { words } = useSpeech();
  const body = useRef<HTMLTableSectionElement>(null);
  const sort = (column: SessionSort) => onQuery(sortedBy(query, column));
  const head = { query, onSort: sort };
  // The Tab key stops once for the whole list; the arrow keys move inside it.
  const stop = rows.some(({ session }) => session === picked) ? picked : rows[0]?.session;

  return (
    <div class="scroll card">
      <table>
        <thead>
          <tr>
            <ColumnHead {...head} name={words.client} sort="address" kind="client" />
            <ColumnHead {...head} name={words.thread} sort="session" kind="thread" />
            <ColumnHead {...head} name={words.since} sort="openedAt" kind="since" />
            <th scope="col" class="lasted">
              {words.lasted}
            </th>
            <ColumnHead {...head} name={words.requests} sort="requests" kind="number requests" />
            <ColumnHead {...head} name={words.errors} sort="errors" kind="number errors" />
            <th scope="col" class="state">
              {words.state}
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => walk(event, body.current, "tr")}>
          {rows.map((row) => (
            <Row
              key={row.session}
              row={row}
              now={now}
              isPicked={row.session === picked}
              isStop={row.session === stop}
              onPick={onPick}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
