/** What to do about each failure of a request for the time. */
import type { TimeError, TimeErrorCode } from "../../client/index.ts";
import { isLoopback } from "../../monitor/http/loopback.ts";

const CHECK = "check that a time server runs at this HOST:PORT";

const ADVICE = {
  NOT_FOUND: "Correct the name, or give the server's address instead.",
  REFUSED: 'Nothing listens there: start a server with "jam serve", or correct HOST:PORT.',
  UNREACHABLE: "Check this machine's network, and the address.",
  SELF_CONNECTED: 'Start a server there with "jam serve", or correct HOST:PORT.',
  TIMEOUT: `A reply was expected: ${CHECK}, and that no firewall blocks it; --timeout-seconds waits longer.`,
  CLOSED: `A reply was expected: ${CHECK}, and read its log.`,
  RESET: `A reply was expected: ${CHECK}, and read its log.`,
  NOT_JAM: `The reply to TIME is JAM, a space, the time, CR LF: ${CHECK}.`,
  LINE_TOO_LONG: `The reply to TIME is one short line that ends with CR LF: ${CHECK}.`,
  NO_TIME_OF_DAY: "The reply to TIME must be JAM, a space, hh:mm:ss, CR LF, without a date or other text.",
  SERVER_ERROR: "A line that begins with JAM was expected; the ERROR line states the reason.",
  ABORTED: "Try again.",
} as const satisfies Record<TimeErrorCode, string>;

/** Bun 1.4 reports some unreachable hosts as ECONNREFUSED. */
const REFUSED_ELSEWHERE = ADVICE.REFUSED.replace("there:", "there, or there is no route to the host:");

/** The error's message, and what to do about it. */
export function adviseOn({ code, message }: TimeError, host: string): string {
  const advice = code === "REFUSED" && !isLoopback(host) ? REFUSED_ELSEWHERE : ADVICE[code];
  return `${message}. ${advice}`;
}
