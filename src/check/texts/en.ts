/** The English catalogue: its themes put together, with the assignment's clauses in translation. */

import { ADVICE } from "./en/advice.ts";
import { BASIC_CASES } from "./en/basic.ts";
import { FAULTS } from "./en/faults.ts";
import { IDIOMS } from "./en/idioms.ts";
import { notJudged, waitingForPort } from "./en/not-judged.ts";
import { ROBUST_CASES } from "./en/robust.ts";
import { STREAM_CASES } from "./en/stream.ts";
import { STRICT_CASES } from "./en/strict.ts";
import { WORDS } from "./en/words.ts";
import type { Texts } from "./texts.ts";

export const EN = {
  cases: { ...BASIC_CASES, ...STREAM_CASES, ...STRICT_CASES, ...ROBUST_CASES },
  advice: ADVICE,
  idioms: IDIOMS,
  faults: FAULTS,
  clauses: {
    "1.a": "open port 45000 with TCP",
    "1.b": "serve requests concurrently, with multithreading",
    "1.c": "the terms of the requests that are served",
    "1.c.i": "a request begins with the string `TIME` and ends with characters 13 and 10",
    "1.c.ii": "each request can be ended with the string `QUIT`, ended with characters 13 and 10",
    "1.d": "the server responds with the time, on these terms",
    "1.d.i": "the response is a string in UTF-8",
    "1.d.ii": "it begins with `JAM`, one space, then the time",
    "1.d.iii": "the time is `hh:mm:ss`, ended with characters 13 and 10",
  },
  profiles: {
    basic: "what the assignment asks for, with well-behaved clients",
    stream: "requests as TCP cuts and joins them",
    strict: "only what is a request is served",
    robust: "goes on serving, whatever a client does",
  },
  skips: {
    prerequisite: (on) => `This case builds on \`${on}\`, which did not pass.`,
    "server-gone": (on) => `The server stopped serving after \`${on}\`, so this was not tried.`,
    "process-unknown":
      "This needs the server's process: let the check start the server, with `jam check -- COMMAND`.",
    "too-slow": "The time for this case was over; until then everything had been answered.",
    "machine-too-busy":
      "The machine was too busy to measure whether the server spins: try again when less runs on it.",
  },
  notJudged,
  waitingForPort,
  words: WORDS,
  prevalence: (fails, tried) => {
    if (fails === 0) return `none of ${tried} published servers fails this`;
    return `${fails} of ${tried} published servers ${fails === 1 ? "fails" : "fail"} this too`;
  },
} as const satisfies Texts;
