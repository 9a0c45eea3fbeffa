/** The few lines of Python that fix a case, in the style of the course's server with a thread a connection. */

/** In the thread that accepts. */
const LISTEN = `
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("0.0.0.0", 45000))
listener.listen(128)
while True:
    connection, address = listener.accept()
    ProcessTheClient(connection, address).start()
`.trim();

const REPLY = String.raw`
now = time.strftime("%H:%M:%S")
reply = f"JAM {now}\r\n"
self.connection.sendall(reply.encode("utf-8"))
`.trim();

/**
 * A whole conversation over a line buffer, because copied code must handle QUIT too; the bound is what
 * `long-line-bounded` requires.
 */
const LINES = String.raw`
buffer = b""
while len(buffer) <= 1024 and (data := self.connection.recv(1024)):
    buffer += data
    while b"\r\n" in buffer:
        line, buffer = buffer.split(b"\r\n", 1)
        if line == b"QUIT":
            return self.connection.close()
        if line.startswith(b"TIME"):
            self.connection.sendall(time.strftime("JAM %H:%M:%S\r\n").encode())
self.connection.close()
`.trim();

/** In the loop that cuts lines off. */
const QUIT = String.raw`
line, buffer = buffer.split(b"\r\n", 1)
if line == b"QUIT":
    self.connection.close()
    return
`.trim();

/** In the same loop. */
const UNKNOWN = String.raw`
line, buffer = buffer.split(b"\r\n", 1)
if line.startswith(b"TIME"):
    self.connection.sendall(time.strftime("JAM %H:%M:%S\r\n").encode())
else:
    self.connection.sendall(b"ERROR unknown request\r\n")
`.trim();

/** The thread's function; `serve_client` is what stood in it before. UnicodeDecodeError is a ValueError. */
const GUARD = `
def run(self):
    try:
        self.serve_client()
    except (OSError, ValueError) as error:
        logging.warning("%s: %r", self.address, error)
    finally:
        self.connection.close()
`.trim();

const GONE = `
data = self.connection.recv(1024)
if not data:
    self.connection.close()
    return
`.trim();

/** By the key that a case names. */
export const FIXES = {
  listen: LISTEN,
  reply: REPLY,
  lines: LINES,
  quit: QUIT,
  unknown: UNKNOWN,
  guard: GUARD,
  gone: GONE,
} as const;
export type FixId = keyof typeof FIXES;
