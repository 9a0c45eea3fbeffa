/** Where the arrow keys lead in a presentation. */
import { expect, test } from "bun:test";
import { move, neighbour } from "../../../../src/monitor/page/present/steps.ts";

const SESSIONS = ["0.1", "1.1", "0.2"];

test("arrows appear and disappear one by one", () => {
  expect(move({ session: "1.1", shown: "all" }, -1, SESSIONS, 3)).toEqual({ session: "1.1", shown: 2 });
  expect(move({ session: "1.1", shown: 1 }, 1, SESSIONS, 3)).toEqual({ session: "1.1", shown: 2 });
});

test("with the last one, also those are shown that come later", () => {
  expect(move({ session: "1.1", shown: 2 }, 1, SESSIONS, 3)).toEqual({ session: "1.1", shown: "all" });
});

test("beyond the last comes the first of the next session, and beyond the first the whole one before", () => {
  expect(move({ session: "1.1", shown: "all" }, 1, SESSIONS, 3)).toEqual({ session: "0.2", shown: 1 });
  expect(move({ session: "1.1", shown: 1 }, -1, SESSIONS, 3)).toEqual({ session: "0.1", shown: "all" });
});

test("at both ends nothing changes", () => {
  const first = { session: "0.1", shown: 1 };
  expect(move(first, -1, SESSIONS, 3)).toEqual(first);
  const last = { session: "0.2", shown: "all" } as const;
  expect(move(last, 1, SESSIONS, 3)).toEqual(last);
  expect(move({ session: "0.9", shown: "all" }, 1, [], 0)).toEqual({ session: "0.9", shown: "all" });
});

test("a session that is no longer listed leads to the newest", () => {
  for (const by of [1, -1] as const)
    expect(move({ session: "0.9", shown: "all" }, by, SESSIONS, 0).session).toBe("0.2");
  expect(neighbour("0.9", -1, SESSIONS)).toBe("0.2");
  expect(neighbour("1.1", -1, SESSIONS)).toBe("0.1");
  expect(neighbour("0.2", 1, SESSIONS)).toBeUndefined();
});
