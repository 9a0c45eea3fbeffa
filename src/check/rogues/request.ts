/** What a request requests: the right reading, and wrong ones. */
import { MAX_LINE_BYTES } from "./framing.ts";
import type { RequestKind } from "./parts.ts";

export function readExactly(request: string): RequestKind {
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
export function readByBeginning(request: string): RequestKind {
  const word = /^(TIME|QUIT).*\r\n$/s.exec(request)?.[1];
  return readExactly(word === undefined ? request : `${word}\r\n`);
}

/** Does not look at the end. */
export function readStripped(request: string): RequestKind {
  return readExactly(`${request.trim()}\r\n`);
}

/** Strips first and looks for CR LF then, which can never be there. */
export function readStrippedThenEnded(request: string): RequestKind {
  return readExactly(request.trim());
}

export function readInAnyCase(request: string): RequestKind {
  return readExactly(request.toUpperCase());
}

/** The right reading, but something in a request is more than the server can stand. */
export function readUnless(isFatal: (request: string) => boolean): (request: string) => RequestKind {
  return (request) => (isFatal(request) ? "fatal" : readExactly(request));
}
