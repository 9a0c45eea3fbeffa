/** Servers that pass every case: right ones that look odd, and one whose fault the contract lets pass. */
import { localClock, zoneClock } from "../moment.ts";
import { type Action, CLOSE, send, wait } from "../parts.ts";
import { formatClock, replyAs } from "../reply.ts";
import { readByBeginning } from "../request.ts";
import { answering } from "../right-server.ts";
import type { ChangedServer } from "../rogue.ts";

/** The first reply in two segments, with a pause between them. */
function inTwoSegments(actions: readonly Action[]): readonly Action[] {
  const [first, ...rest] = actions;
  if (first?.act !== "send") return actions;
  return [
    { act: "send", bytes: first.bytes.subarray(0, 6) },
    wait(20),
    { act: "send", bytes: first.bytes.subarray(6) },
    ...rest,
  ];
}

export const RIGHT_ONES: readonly ChangedServer[] = [
  {
    id: "right",
    description: "right: the one of which all others are made, an event loop",
    fails: [],
    change: {},
  },
  {
    id: "utc",
    description: "right: in UTC, whatever the machine's zone",
    fails: [],
    change: { clock: zoneClock(0) },
  },
  {
    id: "kathmandu",
    description: "right: five hours and three quarters east of UTC",
    fails: [],
    change: { clock: zoneClock(345) },
  },
  {
    id: "two-segments",
    description: "right: a reply in two segments",
    fails: [],
    change: { pace: inTwoSegments },
  },
  {
    id: "slow",
    isTimed: true,
    description: "right: takes 300 ms for everything",
    fails: [],
    change: { pace: (actions) => [wait(300), ...actions] },
  },
  {
    id: "by-beginning",
    description: "right: serves every line that begins with `TIME`",
    fails: [],
    change: { read: readByBeginning },
  },
  {
    id: "quit-resets",
    description: "right: closes at `QUIT` with a reset",
    fails: [],
    change: answering({ quit: () => [wait(50), { act: "reset" }] }),
  },
  {
    id: "laconic",
    description: "right: answers an unknown request with one letter and no line end",
    fails: [],
    change: answering({ unknown: () => [send("?")] }),
  },
  {
    id: "too-long-closes",
    description: "right: closes at a line over its limit without a word",
    fails: [],
    change: answering({ "too-long": () => [CLOSE] }),
  },
  {
    id: "twelve-hours",
    description: "accepted: a 12-hour clock without AM or PM",
    fails: [],
    change: {
      clock: localClock,
      reply: replyAs((_, moment) => `JAM ${formatClock({ ...moment, hour: moment.hour % 12 || 12 })}\r\n`),
    },
  },
];
