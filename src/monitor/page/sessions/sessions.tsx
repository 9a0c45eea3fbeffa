/** The sessions: search, table, and a hint if there are none. */
import type { SessionList } from "../../facts/api.ts";
import { FIRST_ROWS, MOST_ROWS, type Query } from "../link.ts";
import { RequestCommands } from "../request-commands.tsx";
import { useSpeech } from "../speech.ts";
import { Search } from "./search.tsx";
import { SessionTable } from "./session-table.tsx";

interface Props {
  readonly list: SessionList;
  readonly query: Query;
  readonly now: number;
  readonly picked: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly onQuery: (query: Query) => void;
  readonly onPick: (session: string | undefined) => void;
}

export function Sessions({ list, query, now, picked, host, port, onQuery, onPick }: Props) {
  const { words, sentences, count } = useSpeech();
  const { rows, matching } = list;
  const setFilter = (filter: string) => onQuery({ ...query, filter });
  return (
    <section class="sessions" id="sessions" tabIndex={-1} aria-labelledby="sessions-name">
      <div class="section-head">
        <h2 id="sessions-name">
          {words.sessions} <small>{sentences.showing(count(rows.length), count(matching))}</small>
        </h2>
        <Search filter={query.filter} matching={matching} onFilter={setFilter} />
      </div>
      {rows.length > 0 && (
        <SessionTable rows={rows} query={query} now={now} picked={picked} onQuery={onQuery} onPick={onPick} />
      )}
      {rows.length > 0 && matching > rows.length && query.limit === FIRST_ROWS && (
        <button type="button" class="more" onClick={() => onQuery({ ...query, limit: MOST_ROWS })}>
          {words.moreRows}
        </button>
      )}
      {rows.length === 0 && query.filter !== "" && (
        <div class="empty-list card">
          <p>
            {words.noMatch} <q>{query.filter}</q>.
          </p>
          <button type="button" onClick={() => setFilter("")}>
            {words.clear}
          </button>
        </div>
      )}
      {rows.length === 0 && query.filter === "" && (
        <div class="empty-list card">
          <p>
            <strong>{words.noSessions}</strong>
          </p>
          <p>{words.noSessionsHelp}</p>
          <RequestCommands host={host} port={port} most={1} />
        </div>
      )}
    </section>
  );
}
