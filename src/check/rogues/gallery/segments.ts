/** Servers that take a TCP segment for a request, or lose one where segments are cut. */
import {
  complainsOfRest,
  losesRestAfterLine,
  searchesAfterCarriageReturn,
  threeReads,
  wordMustComeWhole,
} from "../broken-framing.ts";
import { chunks, collectUntilEnd } from "../framing.ts";
import { readByBeginning, readStripped } from "../request.ts";
import type { ChangedServer } from "../rogue.ts";

export const SEGMENT_ROGUES: readonly ChangedServer[] = [
  {
    id: "recv-32",
    description: "what one recv(32) brings is a request when it is `TIME` CR LF",
    fails: [
      "split-word",
      "split-crlf",
      "split-bytes",
      "pipelined-two",
      "pipelined-many",
      "pipelined-cut",
      "pipelined-quit",
      "after-quit",
    ],
    change: { framing: chunks(32) },
  },
  {
    id: "recv-1024-beginning",
    description: "what one recv(1024) brings is a request when it begins with `TIME` and ends with CR LF",
    // `QUIT` CR LF `TIME` CR LF begins with QUIT, too.
    fails: [
      "split-word",
      "split-crlf",
      "split-bytes",
      "pipelined-two",
      "pipelined-many",
      "pipelined-cut",
      "pipelined-quit",
    ],
    change: { framing: chunks(1024), read: readByBeginning },
  },
  {
    id: "recv-1024-stripped",
    description: "what one recv(1024) brings is stripped and compared with `TIME`",
    // `TIME` CR is a request then, and the LF after it nothing.
    fails: [
      "split-word",
      "split-bytes",
      "pipelined-two",
      "pipelined-many",
      "pipelined-cut",
      "pipelined-quit",
      "after-quit",
      "bare-lf",
      "bare-cr",
      "unterminated",
      "quit-unterminated",
    ],
    change: { framing: chunks(1024), read: readStripped },
  },
  {
    id: "collects-until-end",
    description: "collects until the buffer ends in CR LF, and takes all of it for one request",
    fails: ["pipelined-two", "pipelined-many", "pipelined-cut", "pipelined-quit", "after-quit"],
    change: { framing: collectUntilEnd },
  },
  {
    id: "word-must-come-whole",
    description: "refuses a first segment that does not hold the whole word",
    fails: ["split-word", "split-bytes"],
    change: { framing: wordMustComeWhole },
  },
  {
    id: "searches-after-cr",
    description: "goes on searching after a CR, and never finds the LF that belongs to it",
    fails: ["split-crlf", "split-bytes"],
    change: { framing: searchesAfterCarriageReturn },
  },
  {
    id: "three-reads",
    description: "gives a request three reads, and no more",
    fails: ["split-bytes"],
    change: { framing: threeReads },
  },
  {
    id: "complains-of-rest",
    description:
      "answers with an error where a segment does not end a request, and serves the request all the same",
    fails: ["split-word", "split-crlf", "split-bytes"],
    change: { framing: complainsOfRest },
  },
  {
    id: "loses-cut-rest",
    description: "discards what follows the last whole line of a segment",
    fails: ["pipelined-cut"],
    change: { framing: losesRestAfterLine },
  },
  {
    id: "swallows-second",
    description: "answers only the first request of a segment",
    fails: ["pipelined-two", "pipelined-many", "pipelined-quit"],
    change: { choose: (requests) => requests.slice(0, 1) },
  },
  {
    id: "fifty-a-segment",
    description: "answers fifty requests of a segment at most",
    fails: ["pipelined-many"],
    change: { choose: (requests) => requests.slice(0, 50) },
  },
];
