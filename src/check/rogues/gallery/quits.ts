/** Servers that end a session wrongly. */
import { wordAtOnce } from "../framing.ts";
import { CLOSE, send } from "../parts.ts";
import { answering } from "../right-server.ts";
import type { ChangedServer } from "../rogue.ts";

export const QUIT_ROGUES: readonly ChangedServer[] = [
  {
    id: "text-for-quit",
    description: "sends a text before it closes",
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
    description: "closes at `QUIT` only if it is the first request",
    fails: ["quit-after-time", "pipelined-quit"],
    change: {
      choose: (requests, earlier) =>
        requests.filter(
          (request, index) =>
            request !== "quit" || (earlier === 0 && !requests.slice(0, index).includes("time")),
        ),
    },
  },
  {
    id: "quit-needs-time",
    description: "closes at `QUIT` only after another request",
    fails: ["quit-closes", "after-quit"],
    change: {
      choose: (requests, earlier) =>
        requests.filter(
          (request, index) => request !== "quit" || earlier > 0 || requests.slice(0, index).includes("time"),
        ),
    },
  },
  {
    id: "time-at-quit",
    description: "sends the time once more before it closes",
    fails: ["quit-after-time", "quit-silent", "pipelined-quit", "after-quit"],
    change: answering({ quit: (reply) => [{ act: "send", bytes: reply }, CLOSE] }),
  },
  {
    id: "quit-after-time-lost",
    description: "ignores a `QUIT` that follows a `TIME` in one segment",
    fails: ["pipelined-quit"],
    change: {
      choose: (requests) =>
        requests.filter((request, index) => request !== "quit" || !requests.slice(0, index).includes("time")),
    },
  },
  {
    id: "time-after-quit",
    description: "answers all of a segment before it looks for `QUIT` in it",
    fails: ["after-quit"],
    change: {
      choose: (requests) => [
        ...requests.filter((request) => request !== "quit"),
        ...requests.filter((request) => request === "quit"),
      ],
    },
  },
  {
    id: "quit-unterminated",
    description: "closes as soon as the four letters of `QUIT` are there",
    fails: ["quit-unterminated"],
    change: { framing: wordAtOnce("QUIT") },
  },
];
