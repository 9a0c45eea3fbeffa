/** The view ↔ the fragment of the page's URL, and the query that the server gets. */
import { LANGUAGES, type Language } from "../../language.ts";
import type { SessionQuery, SessionSort } from "../facts/api.ts";
import { kindsNamed } from "./sessions/kinds-named.ts";

/** What the reader chose; the kinds are those that the words of the filter mean. */
export type Query = Omit<SessionQuery, "kinds">;

/** A session of one run of a server: after a restart the same number is another client's. */
export interface Picked {
  readonly session: string;
  /** When its server was started, milliseconds since 1970. */
  readonly startedAt: number;
}

export interface View {
  readonly picked: Picked | undefined;
  /** Whether its diagram fills the page. */
  readonly isPresenting: boolean;
  /** Undefined until the reader chooses one. */
  readonly language: Language | undefined;
  readonly query: Query;
}

const SORTS = [
  "session",
  "address",
  "openedAt",
  "requests",
  "errors",
] as const satisfies readonly SessionSort[];
const FILTER_CHARACTERS = 100;

/** Enough for a class; a button shows more. */
export const FIRST_ROWS = 200;
export const MOST_ROWS = 500;

const FIRST_QUERY: Query = { filter: "", sort: "openedAt", descending: true, limit: FIRST_ROWS };

/** Invalid parts are ignored. */
export function viewOfHash(hash: string): View {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const language = parameters.get("lang");
  const sort = parameters.get("sort");
  return {
    picked: pickedOf(parameters.get("session") ?? "", parameters.get("start") ?? ""),
    isPresenting: parameters.get("present") === "1",
    language: LANGUAGES.find((known) => known === language),
    query: {
      filter: (parameters.get("filter") ?? "").slice(0, FILTER_CHARACTERS),
      sort: SORTS.find((known) => known === sort) ?? FIRST_QUERY.sort,
      descending: parameters.get("order") !== "ascending",
      limit: parameters.get("rows") === String(MOST_ROWS) ? MOST_ROWS : FIRST_ROWS,
    },
  };
}

function pickedOf(session: string, start: string): Picked | undefined {
  if (!/^\d{1,6}\.\d{1,16}$/.test(session) || !/^\d{1,15}$/.test(start)) return undefined;
  return { session, startedAt: Number(start) };
}

/** Only what differs from a newly opened page, so that a link stays short. */
export function hashOfView({ picked, isPresenting, language, query }: View): string {
  const parameters = new URLSearchParams();
  if (picked !== undefined) {
    parameters.set("session", picked.session);
    parameters.set("start", String(picked.startedAt));
  }
  if (isPresenting) parameters.set("present", "1");
  if (language !== undefined) parameters.set("lang", language);
  if (query.filter !== "") parameters.set("filter", query.filter);
  if (query.sort !== FIRST_QUERY.sort) parameters.set("sort", query.sort);
  if (!query.descending) parameters.set("order", "ascending");
  if (query.limit !== FIRST_QUERY.limit) parameters.set("rows", String(query.limit));
  const text = parameters.toString();
  return text === "" ? "" : `#${text}`;
}

export function streamAddress(query: Query): string {
  const parameters = new URLSearchParams({
    filter: query.filter,
    kinds: kindsNamed(query.filter).join(","),
    sort: query.sort,
    descending: String(query.descending),
    limit: String(query.limit),
  });
  return `/api/v1/stream?${parameters}`;
}

/** A click on a column: a second one reverses the order; addresses start ascending, numbers descending. */
export function sortedBy(query: Query, sort: SessionSort): Query {
  return { ...query, sort, descending: query.sort === sort ? !query.descending : sort !== "address" };
}
