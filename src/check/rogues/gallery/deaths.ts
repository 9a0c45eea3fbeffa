/** Servers that one bad client brings down, or keeps busy for ever. */
import { isUtf8 } from "node:buffer";
import { lines } from "../framing.ts";
import { CLOSE, wait } from "../parts.ts";
import { readUnless } from "../request.ts";
import { answering } from "../right-server.ts";
import type { ChangedServer } from "../rogue.ts";

const isBadUtf8 = (request: string) => !isUtf8(Buffer.from(request, "latin1"));

export const DEATH_ROGUES: readonly ChangedServer[] = [
  {
    id: "crash-on-bad-utf8",
    description: "the process ends at bytes that are no UTF-8",
    fails: ["bad-utf8", "bad-utf8-released"],
    change: { read: readUnless(isBadUtf8), ...answering({ fatal: () => [{ act: "crash" }] }) },
  },
  {
    id: "hangs-on-bad-utf8",
    description: "the thread dies at bytes that are no UTF-8, and its socket is never closed",
    fails: ["bad-utf8-released"],
    change: { read: readUnless(isBadUtf8), ...answering({ fatal: () => [{ act: "hang" }] }) },
  },
  {
    id: "dies-on-nul",
    description: "stops serving at a NUL byte",
    fails: ["nul-bytes"],
    change: {
      read: readUnless((request) => request.includes("\0")),
      ...answering({ fatal: () => [{ act: "die" }] }),
    },
  },
  {
    id: "dies-on-long-line",
    description: "stops serving at a line over its limit",
    fails: ["long-line"],
    change: answering({ "too-long": () => [{ act: "die" }] }),
  },
  {
    id: "unbounded-line",
    description: "keeps a line of any length, and waits for its end",
    fails: ["long-line-bounded"],
    change: { framing: lines("\r\n", Number.POSITIVE_INFINITY) },
  },
  {
    id: "spins",
    description: "spins a core once a client has gone",
    fails: ["client-gone"],
    change: { end: { forgets: false, actions: [CLOSE, { act: "spin" }] } },
  },
  {
    id: "recv-nothing-loop",
    description: "never sees the client's end: `while True` around a recv that returns nothing",
    fails: ["half-close", "client-gone"],
    // Ten seconds later it does close, lest it run out of descriptors.
    change: { end: { forgets: false, actions: [{ act: "spin" }, wait(10_000), CLOSE] } },
  },
];
