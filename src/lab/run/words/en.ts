/** What a run prints, in English. */
import type { RunWords } from "./words.ts";

export const EN: RunWords = {
  runningLab: "using the running lab",
  newLab: (hosts) => `the lab: ${hosts}`,
  capturing: (hosts) => `capturing on ${hosts}`,
  server: (host, command) => `the server on ${host}: ${command}`,
  serverEnded: (exitCode) =>
    `the server ended by itself with exit code ${exitCode}; the remaining experiments find no server`,
  reading: "reading the captures",
  questions: {
    connect: "Does the server accept TCP connections on the port, from every client?",
    "in-turn": "Are two clients that are connected at the same time served in turn?",
    twenty: "Are twenty clients that are connected at the same time all served?",
    "time-crlf": "Is TIME with CR LF answered?",
    "time-lf": "Is TIME with LF alone not served?",
    "time-cr": "Is TIME with CR alone not served?",
    "time-bare": "Is TIME without a line end not served yet?",
    "time-cut": "Is TIME in two segments served as one request?",
    "time-twice": "Are two requests in one segment both answered?",
    quit: "Does the server close after QUIT with CR LF, without a reply to it?",
    bytes: "Which bytes does a reply contain, and is it the time of the server's clock?",
  },
};
