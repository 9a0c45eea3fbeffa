/** What a server did wrong → a TimeError. Knows how a reply begins and ends, but no connection. */
import { escapeBytes } from "../text/escape.ts";
import { TimeError } from "./errors.ts";

/** No more of what a server sent is quoted. */
const QUOTED_BYTES = 64;

const REPLY_STARTS = ["JAM ", "ERROR "];

/** A line that is neither JAM nor ERROR, or does not end with CR LF. */
export function notJam(server: string, bytes: Uint8Array): TimeError {
  const received = escapeBytes(bytes, QUOTED_BYTES);
  const what = canBeReply(received)
    ? `did not end its reply with CR LF (13 10): it sent "${received}"`
    : `does not speak the time protocol: it sent "${received}" instead of a line that begins with JAM`;
  return new TimeError("NOT_JAM", `${server} ${what}`, { received });
}

/** A reply without a request: counting it would give every later reply to the wrong request. */
export function unsolicited(server: string, bytes: Uint8Array): TimeError {
  const received = escapeBytes(bytes, QUOTED_BYTES);
  const message = `${server} sent a reply without a request: "${received}"`;
  return new TimeError("NOT_JAM", message, { received });
}

/** The error, with the part of a line that was received; NOT_JAM if that cannot become a reply. */
export function cutOff(server: string, error: TimeError, rest: Uint8Array): TimeError {
  if (rest.length === 0) return error;
  const received = escapeBytes(rest, QUOTED_BYTES);
  if (!canBeReply(received)) return notJam(server, rest);
  const message = `${error.message}; it sent "${received}" without the CR LF (13 10) that ends a reply`;
  return new TimeError(error.code, message, { cause: error.cause, received });
}

function canBeReply(received: string): boolean {
  return REPLY_STARTS.some((start) => start.startsWith(received.slice(0, start.length)));
}
