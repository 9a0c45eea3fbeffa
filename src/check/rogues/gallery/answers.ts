/** Servers that understand the request, and answer it too rarely, too often, too late or not at all. */
import { CLOSE, wait } from "../parts.ts";
import { readStrippedThenEnded } from "../request.ts";
import { answering, RIGHT_SERVER } from "../right-server.ts";
import type { ChangedServer } from "../rogue.ts";

export const ANSWER_ROGUES: readonly ChangedServer[] = [
  {
    id: "never-replies",
    description: "does not answer `TIME`",
    fails: ["time-reply"],
    change: answering({ time: () => [] }),
  },
  {
    id: "resets-on-time",
    description: "resets the connection at `TIME`",
    fails: ["time-reply"],
    change: answering({ time: () => [{ act: "reset" }] }),
  },
  {
    id: "strips-before-crlf",
    description: "strips what it got, and then looks for the CR LF",
    fails: ["time-reply", "quit-closes"],
    change: { read: readStrippedThenEnded },
  },
  {
    id: "silent",
    description: "accepts connections, and does nothing at all with them",
    fails: ["time-reply", "quit-closes", "unknown-answered", "long-line-bounded"],
    change: { framing: () => ({ push: () => [] }) },
  },
  {
    id: "answers-late",
    isTimed: true,
    description: "answers after three seconds",
    fails: ["time-reply"],
    change: answering({ time: (reply) => [wait(3_000), { act: "send", bytes: reply }] }),
  },
  {
    id: "one-reply",
    description: "closes after its first reply",
    fails: ["repeat-clock", "repeat", "pipelined-two", "pipelined-many", "pipelined-cut"],
    change: answering({ time: (reply) => [{ act: "send", bytes: reply }, CLOSE] }),
  },
  {
    id: "answers-twice",
    description: "sends every reply twice",
    fails: [
      "reply-crlf",
      "quit-after-time",
      "split-word",
      "split-crlf",
      "split-bytes",
      "pipelined-two",
      "pipelined-many",
      "pipelined-cut",
      "pipelined-quit",
      "half-close",
    ],
    change: answering({
      time: (reply) => [
        { act: "send", bytes: reply },
        { act: "send", bytes: reply },
      ],
    }),
  },
  {
    id: "answers-again",
    isTimed: true,
    description: "sends the replies of a segment once more 200 ms later",
    fails: [
      "reply-crlf",
      "quit-after-time",
      "split-word",
      "split-crlf",
      "split-bytes",
      "pipelined-two",
      "pipelined-many",
      "pipelined-cut",
      "pipelined-quit",
      "half-close",
    ],
    change: {
      pace(actions) {
        const replies = actions.filter((action) => action.act === "send" && action.bytes.includes("JAM"));
        const others = actions.filter((action) => action.act !== "send");
        return [...actions.filter(({ act }) => act === "send"), wait(200), ...replies, ...others];
      },
    },
  },
  {
    id: "forgets-on-half-close",
    description: "answers 40 ms after the request, unless the client has sent its FIN",
    fails: ["half-close"],
    change: {
      pace: (actions) => [wait(40), ...actions],
      end: { ...RIGHT_SERVER.end, forgets: true },
    },
  },
  {
    id: "ignores-half-close",
    description: "answers, but does not close after the client's FIN",
    fails: ["half-close"],
    // Ten seconds later it does, lest it run out of descriptors.
    change: { end: { forgets: false, actions: [wait(10_000), CLOSE] } },
  },
];
