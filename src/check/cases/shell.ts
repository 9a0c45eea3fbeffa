/** Shell commands of which the cases' replays are made, for bash. Each ends by itself, also on a server that never closes. */

/** The program and not bash's own command, which writes each line by itself: two requests would be two segments. */
export const ONE_WRITE = "env printf";

/** A connection on descriptor 3. Unlike the netcats it reports a reset: `cat: -: Connection reset by peer`. */
const OPEN = "exec 3<>/dev/tcp/HOST/PORT";
/** Sends its input and prints what comes within 2 s; the connection stays open meanwhile. */
export const REQUEST = `(${OPEN}; cat >&3; timeout 2 cat <&3)`;
/** The same, and `closed` if the server closed in time. */
export const UNTIL_CLOSED = `(${OPEN}; cat >&3; timeout 2 cat <&3 && echo closed)`;
export const TIME = `printf 'TIME\\r\\n' | ${REQUEST}`;
/** Closes over a reply that was not read, which resets the connection. */
export const RESET = `(${OPEN}; printf 'TIME\\r\\n' >&3; sleep 0.2)`;
/** Bash cannot send a FIN and read on. It prints the reply, and `b''` if the server closes after it. */
export const HALF_CLOSE = `python3 -c "${[
  "import socket",
  "s = socket.create_connection(('HOST', PORT), 2)",
  "s.sendall(b'TIME\\r\\n')",
  "s.shutdown(1)",
  "print(s.recv(99), s.recv(99))",
].join("; ")}"`;
/** One client of many: fails if no line comes in time. */
export const ONE_LINE = `${OPEN} && printf 'TIME\\r\\n' >&3 && read -t 2 -u 3 line`;
