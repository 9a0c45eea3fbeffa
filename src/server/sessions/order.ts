/** Which sessions a query means, and in which order. Pure. */
import { formatHostPort } from "../../text/host-port.ts";
import type { CloseReason } from "../counters.ts";
import type { SessionQuery, SessionState } from "./rows.ts";

/** What an entry and a row have in common. */
interface Listed {
  readonly session: string;
  readonly address: string;
  readonly port: number;
  readonly openedAt: number;
  readonly requests: number;
  readonly errors: number;
}

export function matchesFilter(
  listed: Listed & { readonly state: SessionState },
  reason: CloseReason | undefined,
  filter: string,
): boolean {
  const wanted = filter.toLowerCase();
  return [formatHostPort(listed.address, listed.port), listed.state, reason ?? ""].some((text) =>
    text.includes(wanted),
  );
}

/** Equal ones stand in the order of their opening, newest first. */
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

/** Of THREAD.NUMBER the number first, which tells more of when it came. */
function compareNames(left: string, right: string): number {
  const [leftThread = 0, leftNumber = 0] = left.split(".").map(Number);
  const [rightThread = 0, rightNumber = 0] = right.split(".").map(Number);
  return leftNumber - rightNumber || leftThread - rightThread;
}

/** Not by the language's rules, which are slow, and tell no addresses apart. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
