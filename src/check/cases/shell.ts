/** Shell commands of which the cases' replays are made. Each ends by itself, also on a server that never closes. */

/** `-N` sends a FIN after what printf wrote; `timeout` ends what the server does not end. */
export const REQUEST = "timeout 3 nc -N HOST PORT";
/** Without -N nc waits for the server's close: it prints `closed` only if the server closed in time. */
export const UNTIL_CLOSED = "timeout 3 nc HOST PORT && echo closed";
export const TIME = `printf 'TIME\\r\\n' | ${REQUEST}`;
export const RESET = [
  "import socket, struct",
  "s = socket.create_connection(('HOST', PORT), 3)",
  "s.sendall(b'TIME\\r\\n')",
  "s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))",
  "s.close()",
].join("; ");
