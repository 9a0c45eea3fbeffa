/** Servers that end a session wrongly. */
import { wordAtOnce } from "../framing.ts";
import { CLOSE, send } from "../parts.ts";
import { answering } from "../right-server.ts";
import type { ChangedServer } from "../rogue.ts";

export const QUIT_ROGUES: readonly ChangedServer[] = [
  {
    id: "text-for-quit",
    description: "says something before it closes",
    fails: ["quit-silent"],
    change: answering({ quit: () => [send("BYE\r\n"), CLOSE] }),
  },
  {
    id: "quit-ignored",
    description: "does not close at `QUIT`",
    fails: ["quit-closes", "quit-after-time", "pipelined-quit", "after-quit"],
    change: answering({ quit: () => [] }),
  },
  {
    id: "quit-first-only",
    description: "closes at `QUIT` only where nothing was asked before",
    fails: ["quit-after-time", "pipelined-quit"],
    change: {
      choose: (asks, asked) =>
        asks.filter(
          (ask, index) => ask !== "quit" || (asked === 0 && !asks.slice(0, index).includes("time")),
        ),
    },
  },
  {
    id: "quit-needs-time",
    description: "closes at `QUIT` only where something was asked before",
    fails: ["quit-closes", "after-quit"],
    change: {
      choose: (asks, asked) =>
        asks.filter((ask, index) => ask !== "quit" || asked > 0 || asks.slice(0, index).includes("time")),
    },
  },
  {
    id: "time-at-quit",
    description: "tells the time once more before it closes",
    fails: ["quit-after-time", "quit-silent", "pipelined-quit", "after-quit"],
    change: answering({ quit: (reply) => [{ act: "send", bytes: reply }, CLOSE] }),
  },
  {
    id: "quit-behind-time-lost",
    description: "does not heed a `QUIT` that stands behind a `TIME` in one segment",
    fails: ["pipelined-quit"],
    change: {
      choose: (asks) => asks.filter((ask, index) => ask !== "quit" || !asks.slice(0, index).includes("time")),
    },
  },
  {
    id: "time-after-quit",
    description: "answers all of a segment before it looks for `QUIT` in it",
    fails: ["after-quit"],
    change: {
      choose: (asks) => [...asks.filter((ask) => ask !== "quit"), ...asks.filter((ask) => ask === "quit")],
    },
  },
  {
    id: "quit-unterminated",
    description: "closes as soon as the four letters of `QUIT` are there",
    fails: ["quit-unterminated"],
    change: { framing: wordAtOnce("QUIT") },
  },
];
