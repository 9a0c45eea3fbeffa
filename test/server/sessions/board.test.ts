/** The class board: who tried what, by address. */
import { expect, test } from "bun:test";
import { boardOf, joinBoards } from "../../../src/server/sessions/board.ts";
import type { SessionRow } from "../../../src/server/sessions/rows.ts";

function session(
  number: number,
  address: string,
  change: { isFaulty?: true; requests?: number; hasEnded?: false } = {},
) {
  const listed = {
    session: `0.${number}`,
    address,
    openedAt: number * 1000,
    requests: 1,
    errors: 0,
    isFaulty: false,
    hasEnded: true,
    ...change,
  };
  // Of the row only its name and time matter here.
  return { ...listed, row: { session: listed.session, openedAt: listed.openedAt } as SessionRow };
}

test("each address has a row with a dot for each of its sessions, the newest address first", () => {
  const board = boardOf([
    session(1, "10.0.0.1"),
    session(4, "10.0.0.1", { hasEnded: false }),
    session(2, "10.0.0.2", { isFaulty: true }),
    session(3, "10.0.0.1", { requests: 0 }),
    session(5, "10.0.0.3", { hasEnded: false, isFaulty: true }),
    session(6, ""),
  ]);
  expect(
    board.map(({ address, sessions, attempts }) => [
      address,
      sessions,
      attempts.map(({ verdict }) => verdict),
    ]),
  ).toEqual([
    ["10.0.0.3", 1, ["wrong"]],
    ["10.0.0.1", 3, ["right", "empty", "open"]],
    ["10.0.0.2", 1, ["wrong"]],
  ]);
  expect(board[1]?.newest.session).toBe("0.4");
});

test("an address keeps its newest 12 dots, and the board its newest 60 addresses", () => {
  const many = Array.from({ length: 30 }, (_, number) => session(number, "10.0.0.1"));
  const [row] = boardOf(many);
  expect(row).toMatchObject({ sessions: 30, attempts: { length: 12, 11: { session: "0.29" } } });
  const addresses = Array.from({ length: 100 }, (_, number) => session(number, `10.0.1.${number}`));
  expect(boardOf(addresses)).toMatchObject({ length: 60, 0: { address: "10.0.1.99" } });
});

test("the boards of several threads are one", () => {
  const joined = joinBoards([
    boardOf([session(1, "10.0.0.1"), session(3, "10.0.0.1", { isFaulty: true })]),
    boardOf([session(2, "10.0.0.1"), session(9, "10.0.0.2")]),
  ]);
  expect(joined.map(({ address, sessions }) => [address, sessions])).toEqual([
    ["10.0.0.2", 1],
    ["10.0.0.1", 3],
  ]);
  expect(joined[1]?.attempts.map(({ session: name }) => name)).toEqual(["0.1", "0.2", "0.3"]);
  expect(joined[1]?.newest.session).toBe("0.3");
});
