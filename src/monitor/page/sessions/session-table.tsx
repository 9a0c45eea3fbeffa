/** The table of sessions: column heads sort it, arrow keys move through it, Enter or a click opens a session. */
import { useRef } from "preact/hooks";
import type { SessionRow, SessionSort } from "../../facts/api.ts";
import { type Query, sortedBy } from "../link.ts";
import { useSpeech } from "../speech.ts";
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

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function SessionTable({ rows, query, now, picked, onQuery, onPick }: Props) {
  const { words } = useSpeech();
  const body = useRef<HTMLTableSectionElement>(null);
  const sort = (column: SessionSort) => onQuery(sortedBy(query, column));
  const head = { query, onSort: sort };
  // The Tab key stops once for the whole list; the arrow keys move inside it.
  const stop = rows.some(({ session }) => session === picked) ? picked : rows[0]?.session;

  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const buttons = [...(body.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  };

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
        <tbody ref={body} onKeyDown={walk}>
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
