/** Deadlines: each limit is kept to the millisecond, and a connection waits for one thing at a time. */
import { expect, test } from "bun:test";
import { findOverdue, type Overdue, type Waiting } from "../../../src/server/connection/deadlines.ts";
import { SETTINGS } from "./scripted-socket.ts";

const LIMITS = { ...SETTINGS.limits, idleSeconds: 300, lineSeconds: 30, stallSeconds: 20 };
const T = 5_000_000; // where the monotonic clock stands does not matter
const IDLE: Waiting = { activeAt: T, lineSince: undefined, stalledSince: undefined, finSince: undefined };

const CASES: readonly (readonly [string, Partial<Waiting>, number, Overdue | undefined])[] = [
  ["a session in which nothing has come yet waits", {}, 0, undefined],
  ["nothing came for a millisecond less than the idle limit", {}, 299_999, undefined],
  ["nothing came for the idle limit", {}, 300_000, "idle"],
  ["nothing came for much longer, the sweep being late", {}, 900_000, "idle"],
  ["bytes came since", { activeAt: T + 299_000 }, 300_000, undefined],

  ["a line was begun a millisecond less than its limit ago", { lineSince: T }, 29_999, undefined],
  ["a line was begun its limit ago", { lineSince: T }, 30_000, "line-timeout"],
  [
    "a line goes on byte by byte: that is no excuse",
    { lineSince: T, activeAt: T + 29_990 },
    30_000,
    "line-timeout",
  ],
  ["a line was begun late in an old session", { lineSince: T + 250_000 }, 270_000, undefined],
  ["a line that is begun does not stop the idle limit", { lineSince: T + 290_000 }, 300_000, "idle"],

  ["replies were not taken for a millisecond less than the limit", { stalledSince: T }, 19_999, undefined],
  ["replies were not taken for the limit", { stalledSince: T }, 20_000, "stalled"],
  ["who has replies to take is not idle", { stalledSince: T + 299_000 }, 300_000, undefined],
  [
    "a line that waits behind untaken replies is not late",
    { lineSince: T, stalledSince: T + 29_000 },
    30_000,
    undefined,
  ],

  ["the peer's FIN is waited for", { finSince: T }, 1_999, undefined],
  ["the peer neither sent nor ended for 2 s after our FIN", { finSince: T }, 2_000, "lingered"],
  ["the peer still sends after our FIN", { finSince: T, activeAt: T + 9_000 }, 10_999, undefined],
  ["the peer sent after our FIN, and then no more", { finSince: T, activeAt: T + 9_000 }, 11_000, "lingered"],
  ["what came before our FIN does not shorten the wait", { finSince: T + 5_000 }, 6_999, undefined],
  ["the peer sends on for 30 s after our FIN", { finSince: T, activeAt: T + 29_999 }, 29_999, undefined],
  ["30 s after our FIN it is enough", { finSince: T, activeAt: T + 30_000 }, 30_000, "lingered"],
  [
    "after our FIN no other limit counts",
    { finSince: T + 400_000, lineSince: T, stalledSince: T },
    400_001,
    undefined,
  ],
];

test.each(CASES)("%s", (_title, waiting, after, overdue) => {
  expect(findOverdue({ ...IDLE, ...waiting }, T + after, LIMITS)).toBe(overdue as Overdue);
});

test.each([
  ["idleSeconds", {}, "idle"],
  ["lineSeconds", { lineSince: T }, "line-timeout"],
  ["stallSeconds", { stalledSince: T }, "stalled"],
] as const)("%s is obeyed as it is set", (name, waiting, overdue) => {
  const limits = { ...LIMITS, [name]: 7 };
  const at = (after: number) => findOverdue({ ...IDLE, ...waiting }, T + after, limits);
  expect([at(6_999), at(7_000)]).toEqual([undefined, overdue]);
});
