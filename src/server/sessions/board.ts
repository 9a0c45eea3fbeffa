/** The class board: sessions grouped by the address of their client, each as an attempt with its verdict. */
import type { Attempt, BoardRow, SessionRow, Verdict } from "./rows.ts";

/** A class, with its guests. */
const ADDRESSES = 60;
/** The newest attempts of an address that are shown. */
const ATTEMPTS = 12;

/** What is read of a session that may be one of many thousands. */
interface Listed {
  readonly session: string;
  readonly address: string;
  readonly openedAt: number;
  readonly requests: number;
  readonly errors: number;
  readonly isFaulty: boolean;
  readonly hasEnded: boolean;
  readonly row: SessionRow;
}

/** @returns the addresses with the newest attempts first; a session whose address is not known is left out */
export function boardOf(sessions: Iterable<Listed>): readonly BoardRow[] {
  const byAddress = new Map<string, Listed[]>();
  for (const session of sessions) {
    if (session.address === "") continue;
    const known = byAddress.get(session.address);
    if (known === undefined) byAddress.set(session.address, [session]);
    else known.push(session);
  }
  const rows = [...byAddress].map(([address, all]) => {
    all.sort((left, right) => left.openedAt - right.openedAt);
    const attempts = all.slice(-ATTEMPTS).map(attemptOf);
    return { address, sessions: all.length, attempts, newest: (all.at(-1) as Listed).row };
  });
  return newestFirst(rows);
}

/** The boards of all threads as one. */
export function joinBoards(boards: readonly (readonly BoardRow[])[]): readonly BoardRow[] {
  const joined = new Map<string, BoardRow>();
  for (const row of boards.flat()) {
    const known = joined.get(row.address);
    joined.set(row.address, known === undefined ? row : joinRows(known, row));
  }
  return newestFirst([...joined.values()]);
}

function joinRows(one: BoardRow, other: BoardRow): BoardRow {
  const attempts = [...one.attempts, ...other.attempts].sort((left, right) => left.openedAt - right.openedAt);
  return {
    address: one.address,
    sessions: one.sessions + other.sessions,
    attempts: attempts.slice(-ATTEMPTS),
    newest: one.newest.openedAt > other.newest.openedAt ? one.newest : other.newest,
  };
}

function newestFirst(rows: BoardRow[]): readonly BoardRow[] {
  return rows.sort((left, right) => right.newest.openedAt - left.newest.openedAt).slice(0, ADDRESSES);
}

function attemptOf(session: Listed): Attempt {
  return { session: session.session, openedAt: session.openedAt, verdict: verdictOf(session) };
}

function verdictOf({ isFaulty, hasEnded, requests }: Listed): Verdict {
  if (isFaulty) return "wrong";
  if (!hasEnded) return "open";
  return requests > 0 ? "right" : "empty";
}
