/** The line of shell that repeats a case by hand. It ends by itself, also on a server that never closes. */
import type { CaseId } from "../texts/texts.ts";

/** `-N` sends a FIN behind what printf wrote; `timeout` ends what the server does not end. */
const ASK = "timeout 3 nc -N HOST PORT";
/** Without -N nc waits for the server's close: it ends in time, and says so, only where the server closed. */
const UNTIL_CLOSED = "timeout 3 nc HOST PORT && echo closed";
const TIME = `printf 'TIME\\r\\n' | ${ASK}`;
const RESET = [
  "import socket, struct",
  "s = socket.create_connection(('HOST', PORT), 3)",
  "s.sendall(b'TIME\\r\\n')",
  "s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))",
  "s.close()",
].join("; ");

const REPLAYS: Readonly<Record<CaseId, string>> = {
  connect: "nc -v -z -w 2 HOST PORT",
  "time-reply": TIME,
  "reply-prefix": TIME,
  "reply-format": TIME,
  "reply-crlf": `${TIME} | od -c`,
  "reply-utf8": `${TIME} | od -c`,
  "reply-clock": `date; ${TIME}; sleep 2; ${TIME}`,
  repeat: `(printf 'TIME\\r\\n'; sleep 0.5; printf 'TIME\\r\\n') | ${ASK}`,
  "quit-closes": `printf 'QUIT\\r\\n' | ${UNTIL_CLOSED}`,
  "quit-after-time": `(printf 'TIME\\r\\n'; sleep 0.5; printf 'QUIT\\r\\n') | ${UNTIL_CLOSED}`,
  "quit-silent": `printf 'QUIT\\r\\n' | ${UNTIL_CLOSED}`,
  "concurrent-idle": `(sleep 3 | timeout 4 nc -N HOST PORT & sleep 0.2; ${TIME}; wait)`,
  "concurrent-partial": `((printf 'TI'; sleep 3) | timeout 4 nc -N HOST PORT & sleep 0.2; ${TIME}; wait)`,
  "concurrent-many": `(for i in $(seq 20); do (sleep 1; printf 'TIME\\r\\n') | timeout 4 nc -N HOST PORT & done; wait)`,
  "split-word": `(printf 'TI'; sleep 0.2; printf 'ME\\r\\n') | ${ASK}`,
  "split-crlf": `(printf 'TIME\\r'; sleep 0.2; printf '\\n') | ${ASK}`,
  "split-bytes": `(for b in T I M E '\\r' '\\n'; do printf "$b"; sleep 0.05; done) | ${ASK}`,
  "pipelined-two": `printf 'TIME\\r\\nTIME\\r\\n' | ${ASK}`,
  "pipelined-many": `(for i in $(seq 100); do printf 'TIME\\r\\n'; done) | ${ASK} | grep -c :`,
  "pipelined-cut": `(printf 'TIME\\r\\nTI'; sleep 0.2; printf 'ME\\r\\n') | ${ASK}`,
  "pipelined-quit": `printf 'TIME\\r\\nQUIT\\r\\n' | ${UNTIL_CLOSED}`,
  "after-quit": `printf 'QUIT\\r\\nTIME\\r\\n' | ${UNTIL_CLOSED}`,
  "half-close": `${TIME} && echo closed`,
  "bare-lf": `(printf 'TIME\\n'; sleep 1) | ${ASK}`,
  "bare-cr": `(printf 'TIME\\r'; sleep 1) | ${ASK}`,
  unterminated: `(printf 'TIME'; sleep 1) | ${ASK}`,
  lowercase: `(printf 'time\\r\\n'; sleep 1) | ${ASK}`,
  unknown: `(printf 'HELLO\\r\\n'; sleep 1) | ${ASK}; ${TIME}`,
  "unknown-answered": `(printf 'HELLO\\r\\n'; sleep 1) | ${ASK}`,
  "unknown-stays": `(printf 'HELLO\\r\\n'; sleep 0.3; printf 'TIME\\r\\n'; sleep 1) | ${ASK}`,
  "quit-unterminated": `printf 'QUIT' | timeout 1 nc HOST PORT && echo closed`,
  "bad-utf8": `printf '\\377\\376\\375\\r\\n' | ${ASK}; ${TIME}`,
  "bad-utf8-released": `(printf '\\377\\376\\375\\r\\n'; sleep 0.3; printf 'TIME\\r\\n') | ${UNTIL_CLOSED}`,
  "nul-bytes": `(head -c 64 /dev/zero; printf '\\r\\n') | ${ASK}; ${TIME}`,
  "long-line": `head -c 65536 /dev/zero | tr '\\0' A | ${ASK}; ${TIME}`,
  "long-line-bounded": `head -c 4194304 /dev/zero | tr '\\0' A | timeout 6 nc HOST PORT && echo closed`,
  reset: `for i in $(seq 5); do python3 -c "${RESET}" || break; done; ${TIME}`,
  churn: "for i in $(seq 300); do printf 'TIME\\r\\n' | timeout 2 nc -N HOST PORT || break; done | grep -c :",
  "idle-crowd": `(for i in $(seq 200); do sleep 5 | timeout 6 nc -N HOST PORT & done; sleep 2; ${TIME}; wait)`,
  "client-gone":
    "for i in $(seq 5); do timeout 1 nc -N HOST PORT </dev/null; done; top -b -n 2 -d 1 | grep python",
};

export function replayOf(
  id: CaseId,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  // A shell reads this: what is no name and no address is left for the reader to fill in.
  const safeHost = /^[\w.:%-]+$/.test(host) && !host.startsWith("-") ? host : "HOST";
  return REPLAYS[id].replaceAll(/HOST|PORT/g, (word) => (word === "HOST" ? safeHost : String(port)));
}
