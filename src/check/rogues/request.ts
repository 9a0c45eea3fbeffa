/** What a request asks: the right reading, and wrong ones. */
import { MAX_LINE_BYTES } from "./framing.ts";
import type { Ask } from "./parts.ts";

export function readExactly(request: string): Ask {
  switch (request) {
    case "TIME\r\n":
      return "time";
    case "QUIT\r\n":
      return "quit";
    case "\r\n":
      return "nothing";
    default:
      return request.length > MAX_LINE_BYTES ? "too-long" : "unknown";
  }
}

/** Begins with the word and ends with CR LF: the assignment's wording, to the letter. */
export function readByBeginning(request: string): Ask {
  const word = /^(TIME|QUIT).*\r\n$/s.exec(request)?.[1];
  return readExactly(word === undefined ? request : `${word}\r\n`);
}

/** Does not look at the end. */
export function readStripped(request: string): Ask {
  return readExactly(`${request.trim()}\r\n`);
}

/** Strips first and looks for CR LF then, which can never be there. */
export function readStrippedThenEnded(request: string): Ask {
  return readExactly(request.trim());
}

export function readInAnyCase(request: string): Ask {
  return readExactly(request.toUpperCase());
}

/** The right reading, but something in a request is more than the server can stand. */
export function readUnless(isFatal: (request: string) => boolean): (request: string) => Ask {
  return (request) => (isFatal(request) ? "fatal" : readExactly(request));
}
