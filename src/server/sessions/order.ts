/** Which sessions match a query, and in which order. Pure. */
import { formatHostPort } from "../../text/host-port.ts";
import { UNFINISHED } from "../counters.ts";
import type { SessionQuery, SessionRow } from "./rows.ts";

/** What a record and a row have in common. */
interface Listed {
  readonly session: string;
  readonly address: string;
  readonly port: number;
  readonly openedAt: number;
  readonly requests: number;
  readonly errors: number;
}

export function matchesFilter(
  {
    address,
    port,
    state,
    reason,
    refused,
    isInLine,
  }: Pick<SessionRow, "address" | "port" | "state" | "reason" | "refused" | "isInLine">,
  { filter, kinds }: Pick<SessionQuery, "filter" | "kinds">,
): boolean {
  const wanted = filter.toLowerCase();
  const own = [state, reason ?? "", ...Object.keys(refused), ...(isInLine ? [UNFINISHED] : [])];
  return (
    formatHostPort(address, port).includes(wanted) ||
    own.some((kind) => kind.includes(wanted) || kinds.includes(kind))
  );
}

/** Equal sessions are in the order of their opening, newest first. */
export function compareSessions({ sort, descending }: SessionQuery) {
  const sign = descending ? -1 : 1;
  return (left: Listed, right: Listed): number =>
    sign * compareBy(sort, left, right) ||
    right.openedAt - left.openedAt ||
    compareNames(right.session, left.session);
}

function compareBy(sort: SessionQuery["sort"], left: Listed, right: Listed): number {
  if (sort === "session") return compareNames(left.session, right.session);
  if (sort === "address") return compareText(left.address, right.address) || left.port - right.port;
  return left[sort] - right[sort];
}

/** THREAD.NUMBER by number first, which is closer to the order of opening. */
function compareNames(left: string, right: string): number {
  const [leftThread = 0, leftNumber = 0] = left.split(".").map(Number);
  const [rightThread = 0, rightNumber = 0] = right.split(".").map(Number);
  return leftNumber - rightNumber || leftThread - rightThread;
}

/** By code units: localeCompare is slow, and useless for addresses. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
