/** URL parameters → a query for sessions, with everything bounded. */
import { SESSION_SORTS, type SessionQuery } from "../../server/sessions/rows.ts";

/** What is wrong with a request, to be told to who sent it. */
export class BadRequest extends Error {}

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 100;
const MAX_FILTER = 100;

const NAMES = ["filter", "sort", "descending", "limit"];

/** Newest first where nothing is said. @throws {BadRequest} */
export function readQuery(parameters: URLSearchParams): SessionQuery {
  const stray = [...parameters.keys()].find((name) => !NAMES.includes(name));
  if (stray !== undefined) throw new BadRequest(`there is no parameter ${JSON.stringify(stray)}`);
  const filter = parameters.get("filter") ?? "";
  if (filter.length > MAX_FILTER) throw new BadRequest(`filter has at most ${MAX_FILTER} characters`);
  const wantedSort = parameters.get("sort") ?? "openedAt";
  const sort = SESSION_SORTS.find((known) => known === wantedSort);
  if (sort === undefined) throw new BadRequest(`sort is one of ${SESSION_SORTS.join(", ")}`);
  const descending = parameters.get("descending") ?? "true";
  if (descending !== "true" && descending !== "false") throw new BadRequest("descending is true or false");
  const limit = wholeNumber(parameters, "limit", DEFAULT_LIMIT);
  if (limit < 1 || limit > MAX_LIMIT) throw new BadRequest(`limit is from 1 to ${MAX_LIMIT}`);
  return { filter, sort, descending: descending === "true", limit };
}

/** @throws {BadRequest} */
export function wholeNumber(parameters: URLSearchParams, name: string, fallback: number): number {
  const text = parameters.get(name) ?? String(fallback);
  if (!/^\d{1,15}$/.test(text)) throw new BadRequest(`${name} is a whole number`);
  return Number(text);
}
