/** Python, in the style of the course's server: a thread's class with its `connection` for each client. */
import type { FixId } from "./fix-id.ts";

export const PYTHON = {
  listen: `
address = ("0.0.0.0", 45000)
listener = socket.create_server(address, backlog=128)
while True:
    connection, peer = listener.accept()
    ProcessTheClient(connection, peer).start()
`.trim(),
  reply: String.raw`
now = time.strftime("%H:%M:%S")
reply = f"JAM {now}\r\n"
self.connection.sendall(reply.encode("utf-8"))
`.trim(),
  lines: String.raw`
buffer = b""
while len(buffer) <= 1024:
    data = self.connection.recv(1024)
    if not data:
        break
    buffer += data
    while b"\r\n" in buffer:
        line, buffer = buffer.split(b"\r\n", 1)
        if line == b"QUIT":
            return self.connection.close()
        if line.startswith(b"TIME"):
            now = time.strftime("JAM %H:%M:%S\r\n")
            self.connection.sendall(now.encode())
self.connection.close()
`.trim(),
  quit: `
if line == b"QUIT":
    self.connection.close()
    return
`.trim(),
  unknown: String.raw`
if line.startswith(b"TIME"):
    now = time.strftime("JAM %H:%M:%S\r\n")
    self.connection.sendall(now.encode())
else:
    error = b"ERROR unknown request\r\n"
    self.connection.sendall(error)
`.trim(),
  // UnicodeDecodeError is a ValueError.
  guard: `
def run(self):
    try:
        self.serve_client()
    except (OSError, ValueError) as error:
        print(self.address, error)
    finally:
        self.connection.close()
`.trim(),
  gone: `
data = self.connection.recv(1024)
if not data:
    self.connection.close()
    return
`.trim(),
} as const satisfies Record<FixId, string>;
