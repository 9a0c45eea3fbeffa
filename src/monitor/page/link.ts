/** What the page shows ↔ the part of its address behind `#`, and the query that the server is asked. */

import { LANGUAGES, type Language } from "../../language.ts";
import type { SessionQuery, SessionSort } from "../facts/api.ts";

export interface View {
  /** The picked session. */
  readonly session: string | undefined;
  /** Undefined where the reader has not chosen one. */
  readonly language: Language | undefined;
  readonly query: SessionQuery;
}

const SORTS = [
  "session",
  "address",
  "openedAt",
  "requests",
  "errors",
] as const satisfies readonly SessionSort[];
const FILTER_CHARACTERS = 100;

/** A class's sessions; who wants more asks for it. */
export const FIRST_ROWS = 200;
export const MOST_ROWS = 500;

const FIRST_QUERY: SessionQuery = { filter: "", sort: "openedAt", descending: true, limit: FIRST_ROWS };

/** Whatever makes no sense is as if it were not there. */
export function viewOfHash(hash: string): View {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const session = parameters.get("session") ?? "";
  const language = parameters.get("lang");
  const sort = parameters.get("sort");
  return {
    session: /^\d{1,6}\.\d{1,16}$/.test(session) ? session : undefined,
    language: LANGUAGES.find((known) => known === language),
    query: {
      filter: (parameters.get("filter") ?? "").slice(0, FILTER_CHARACTERS),
      sort: SORTS.find((known) => known === sort) ?? FIRST_QUERY.sort,
      descending: parameters.get("order") !== "ascending",
      limit: parameters.get("rows") === String(MOST_ROWS) ? MOST_ROWS : FIRST_ROWS,
    },
  };
}

/** Only what differs from a page newly opened, so that a link stays short. */
export function hashOfView({ session, language, query }: View): string {
  const parameters = new URLSearchParams();
  if (session !== undefined) parameters.set("session", session);
  if (language !== undefined) parameters.set("lang", language);
  if (query.filter !== "") parameters.set("filter", query.filter);
  if (query.sort !== FIRST_QUERY.sort) parameters.set("sort", query.sort);
  if (!query.descending) parameters.set("order", "ascending");
  if (query.limit !== FIRST_QUERY.limit) parameters.set("rows", String(query.limit));
  const text = parameters.toString();
  return text === "" ? "" : `#${text}`;
}

export function streamAddress(query: SessionQuery): string {
  const parameters = new URLSearchParams({
    filter: query.filter,
    sort: query.sort,
    descending: String(query.descending),
    limit: String(query.limit),
  });
  return `/api/v1/stream?${parameters}`;
}

/** A click on a column: the one that is sorted by turns round; names begin at A, and numbers at the largest. */
export function sortedBy(query: SessionQuery, sort: SessionSort): SessionQuery {
  return { ...query, sort, descending: query.sort === sort ? !query.descending : sort !== "address" };
}
