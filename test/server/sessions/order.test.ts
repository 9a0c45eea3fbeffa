/** Which sessions a query means, and in which order they stand. */
import { expect, test } from "bun:test";
import { compareSessions, matchesFilter } from "../../../src/server/sessions/order.ts";
import type { SessionSort } from "../../../src/server/sessions/rows.ts";

const listed = (session: string, address: string, port: number, openedAt: number, requests: number) => ({
  session,
  address,
  port,
  openedAt,
  requests,
  errors: 0,
  state: "open" as const,
});

const SESSIONS = [
  listed("0.9", "10.0.0.2", 1000, 3, 5),
  listed("1.10", "10.0.0.10", 1000, 2, 5),
  listed("0.10", "10.0.0.2", 999, 1, 7),
];

test.each<[SessionSort, boolean, string[]]>([
  ["session", false, ["0.9", "0.10", "1.10"]],
  ["session", true, ["1.10", "0.10", "0.9"]],
  ["address", false, ["1.10", "0.10", "0.9"]],
  ["openedAt", true, ["0.9", "1.10", "0.10"]],
  ["requests", false, ["0.9", "1.10", "0.10"]], // equal ones: newest first
  ["requests", true, ["0.10", "0.9", "1.10"]],
])("by %s, descending %p", (sort, descending, expected) => {
  const query = { filter: "", kinds: [], limit: 9, sort, descending };
  expect([...SESSIONS].sort(compareSessions(query)).map(({ session }) => session)).toEqual(expected);
});

test("a filter finds a part of the address with its port, of the state, the reason or a refused line's kind, in any case", () => {
  const [session] = SESSIONS;
  if (session === undefined) throw new Error("there are three");
  const row = { ...session, reason: "client-closed", refused: { "bare-lf": 1 }, isInLine: false } as const;
  const finds = (filter: string, ...kinds: readonly string[]) => matchesFilter(row, { filter, kinds });
  for (const filter of ["10.0.0.2:10", "0.2", "OPEN", "client-cl", "Bare"]) expect(finds(filter)).toBe(true);
  for (const filter of ["10.0.0.3", "quit", "0.9", "unknown"]) expect(finds(filter)).toBe(false);
  for (const kind of ["open", "client-closed", "bare-lf"]) expect(finds("words of a page", kind)).toBe(true);
  expect(finds("words of a page", "quit", "unknown")).toBe(false);
  expect(finds("words of a page", "unfinished")).toBe(false);
  const cut = { ...row, isInLine: true };
  expect(matchesFilter(cut, { filter: "words of a page", kinds: ["unfinished"] })).toBe(true);
});
