/** Servers that serve what is no request, or make of an unknown one more than they should. */

import { silenceEndsRequest } from "../broken-framing.ts";
import { carriageReturnLines, lines, wordAtOnce } from "../framing.ts";
import { CLOSE } from "../parts.ts";
import { readInAnyCase } from "../request.ts";
import { answering } from "../right-server.ts";
import type { ChangedServer } from "../rogue.ts";

export const REQUEST_ROGUES: readonly ChangedServer[] = [
  {
    id: "lf-accepted",
    description: "LF alone ends a request",
    fails: ["bare-lf"],
    change: { framing: lines(/\r?\n/) },
  },
  {
    id: "cr-accepted",
    description: "CR alone ends a request",
    fails: ["bare-cr"],
    change: { framing: carriageReturnLines },
  },
  {
    id: "unterminated-accepted",
    description: "answers as soon as the four letters are there",
    fails: ["bare-lf", "bare-cr", "unterminated"],
    change: { framing: wordAtOnce("TIME") },
  },
  {
    id: "silence-ends-request",
    isTimed: true,
    description: "takes a silence of 400 ms for the end of a request",
    fails: ["unterminated", "quit-unterminated"],
    change: { framing: silenceEndsRequest },
  },
  {
    id: "lowercase-accepted",
    description: "serves `time` too",
    fails: ["lowercase"],
    change: { read: readInAnyCase },
  },
  {
    id: "unknown-gets-time",
    description: "answers whatever line it gets with the time",
    fails: ["lowercase", "unknown"],
    change: answering({ unknown: (reply) => [{ act: "send", bytes: reply }] }),
  },
  {
    id: "silent-on-unknown",
    description: "neither answers an unknown request nor closes",
    fails: ["unknown-answered"],
    change: answering({ unknown: () => [] }),
  },
  {
    id: "closes-on-unknown",
    description: "closes at an unknown request",
    fails: ["unknown-stays"],
    change: answering({ unknown: () => [CLOSE] }),
  },
];
