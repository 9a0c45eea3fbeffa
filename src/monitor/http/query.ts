/** URL parameters → a bounded query for sessions. */
import { REFUSED_LINES } from "../../protocol/request.ts";
import { CLOSE_REASONS, UNFINISHED } from "../../server/counters.ts";
import { SESSION_SORTS, SESSION_STATES, type SessionQuery } from "../../server/sessions/rows.ts";

/** A mistake in a request; the message goes to the client. */
export class BadRequest extends Error {}

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 100;
const MAX_FILTER = 100;

const NAMES = ["filter", "kinds", "sort", "descending", "limit"];

/** What a session can be found by, besides its address. */
const KINDS: readonly string[] = [...REFUSED_LINES, ...CLOSE_REASONS, ...SESSION_STATES, UNFINISHED];

/** Newest first by default. @throws {BadRequest} */
export function readQuery(parameters: URLSearchParams): SessionQuery {
  const stray = [...parameters.keys()].find((name) => !NAMES.includes(name));
  if (stray !== undefined) throw new BadRequest(`unknown parameter ${JSON.stringify(stray)}`);
  const filter = parameters.get("filter") ?? "";
  if (filter.length > MAX_FILTER) throw new BadRequest(`filter must have at most ${MAX_FILTER} characters`);
  const kinds = (parameters.get("kinds") ?? "").split(",").filter((kind) => kind !== "");
  const unknown = kinds.find((kind) => !KINDS.includes(kind));
  if (unknown !== undefined)
    throw new BadRequest(`kinds: ${JSON.stringify(unknown)} is not one of ${KINDS.join(", ")}`);
  const wantedSort = parameters.get("sort") ?? "openedAt";
  const sort = SESSION_SORTS.find((known) => known === wantedSort);
  if (sort === undefined) throw new BadRequest(`sort must be one of ${SESSION_SORTS.join(", ")}`);
  const descending = parameters.get("descending") ?? "true";
  if (descending !== "true" && descending !== "false")
    throw new BadRequest("descending must be true or false");
  const limit = wholeNumber(parameters, "limit", DEFAULT_LIMIT);
  if (limit < 1 || limit > MAX_LIMIT) throw new BadRequest(`limit must be from 1 to ${MAX_LIMIT}`);
  return { filter, kinds, sort, descending: descending === "true", limit };
}

/** @throws {BadRequest} */
export function wholeNumber(parameters: URLSearchParams, name: string, fallback: number): number {
  const text = parameters.get(name) ?? String(fallback);
  if (!/^\d{1,15}$/.test(text)) throw new BadRequest(`${name} must be a whole number`);
  return Number(text);
}
