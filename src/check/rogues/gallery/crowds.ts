/** Servers that cannot serve their clients side by side, or only so many of them. */
import { type DoorPolicy, EVERYONE } from "../door.ts";
import type { ChangedServer } from "../rogue.ts";

function door(change: Partial<DoorPolicy>) {
  return { door: { ...EVERYONE, ...change } };
}

export const CROWD_ROGUES: readonly ChangedServer[] = [
  {
    id: "closes-at-once",
    description: "accepts a connection and closes it",
    fails: ["time-reply", "quit-unterminated"],
    change: door({ places: 0, excess: "is closed" }),
  },
  {
    id: "one-client-at-a-time",
    description: "closes new connections while it serves a client",
    fails: ["concurrent-idle", "concurrent-partial", "concurrent-many", "idle-crowd"],
    change: door({ places: 1, excess: "is closed" }),
  },
  {
    id: "serves-in-turn",
    description: "accepts everyone, and serves the next when the one before has gone",
    fails: ["concurrent-idle", "concurrent-partial", "concurrent-many", "idle-crowd"],
    change: door({ places: 1 }),
  },
  {
    id: "first-words-in-accept-loop",
    description: "accepts the next client only after the one before has sent something",
    fails: ["concurrent-idle", "idle-crowd"],
    change: door({ places: 1, freedBy: "first bytes" }),
  },
  {
    id: "waits-for-whole-line",
    description: "serves no other client between a request's first byte and its end",
    fails: ["concurrent-partial"],
    change: door({ places: 1, takenBy: "first bytes", freedBy: "first request" }),
  },
  {
    id: "one-worker",
    description: "a client that has sent something keeps the only worker until it leaves",
    fails: ["concurrent-partial", "concurrent-many"],
    change: door({ places: 1, takenBy: "first bytes" }),
  },
  {
    id: "ten-workers",
    description: "clients that have sent something keep one of ten workers until they leave",
    fails: ["concurrent-many"],
    change: door({ places: 10, takenBy: "first bytes" }),
  },
  {
    id: "ten-places",
    description: "serves ten clients at a time",
    fails: ["concurrent-many", "idle-crowd"],
    change: door({ places: 10 }),
  },
  {
    id: "hundred-places",
    description: "serves a hundred clients at a time",
    fails: ["idle-crowd"],
    change: door({ places: 100 }),
  },
  {
    id: "leaks",
    description: "loses something on every connection, and serves 250 of them in its life",
    fails: ["churn"],
    change: door({ ever: 250 }),
  },
  {
    id: "dies-on-resets",
    description: "serves no client after thirty resets in a row",
    fails: ["reset"],
    change: door({ fatalResets: 30 }),
  },
];
