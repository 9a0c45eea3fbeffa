/** What to do about each way in which a server can fail to tell the time. */
import type { TimeErrorCode } from "../../client/index.ts";

const CHECK = "check that a time server stands at this HOST:PORT";

export const ADVICE = {
  NOT_FOUND: "Correct the name, or give the server's address instead.",
  // Bun 1.4 says ECONNREFUSED of some hosts that no route leads to.
  REFUSED:
    'Nothing listens there, or no route leads there: start a server with "jam serve", or correct HOST:PORT.',
  UNREACHABLE: "Check this machine's network, and the address.",
  SELF_CONNECTED: 'Start a server there with "jam serve", or correct HOST:PORT.',
  TIMEOUT: `A reply was expected: ${CHECK}, and that no firewall is between; --timeout-seconds waits longer.`,
  CLOSED: `A reply was expected: ${CHECK}, and what its log says.`,
  RESET: `A reply was expected: ${CHECK}, and what its log says.`,
  NOT_JAM: `The answer to TIME is JAM, a space, the time, CR LF: ${CHECK}.`,
  LINE_TOO_LONG: `The answer to TIME is one short line that ends with CR LF: ${CHECK}.`,
  SERVER_ERROR: "A line that begins with JAM was expected: the server says itself what it did not like.",
  ABORTED: "Ask again.",
} as const satisfies Record<TimeErrorCode, string>;
