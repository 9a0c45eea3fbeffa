/** Servers as students write them, each with a peculiarity of where, when or how it listens. They take their port. */

const SERVE = `
def serve(c):
    with c, c.makefile("rb") as lines:
        for line in lines:
            if line == b"TIME\\r\\n": c.sendall(time.strftime("JAM %H:%M:%S\\r\\n").encode())
            elif line == b"QUIT\\r\\n": return
`;

const python = (program: string) => ["python3", "-c", `import os, socket, sys, threading, time\n${program}`];

const LOOP = "while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()";

/** Python, with SO_REUSEADDR, on one address; `family` for IPv6. */
export function listensAt(address: string, port: number, before = ""): readonly string[] {
  const family = address.includes(":") ? "socket.AF_INET6" : "socket.AF_INET";
  return python(
    `${before}${SERVE}s = socket.socket(${family}); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("${address}", ${port})); s.listen(50)
${LOOP}`,
  );
}

/** Without SO_REUSEADDR and with a backlog of 1, as most published servers. */
export function withoutReuse(port: number): readonly string[] {
  return python(`${SERVE}s = socket.socket(); s.bind(("0.0.0.0", ${port})); s.listen(1)\n${LOOP}`);
}

/** Closes each connection after one reply, without SO_REUSEADDR: its own port is left in TIME_WAIT. */
export function closesFirst(port: number): readonly string[] {
  return python(`
s = socket.socket(); s.bind(("0.0.0.0", ${port})); s.listen(5)
def serve(c):
    if c.recv(1024).startswith(b"TIME\\r\\n"): c.send(time.strftime("JAM %H:%M:%S\\r\\n").encode())
    c.close()
${LOOP}`);
}

/** Node without an 'error' handler: a reset of a connection ends the process. It keeps its end open after its FIN. */
export function withoutErrorHandler(port: number): readonly string[] {
  return [
    "node",
    "-e",
    `require("node:net").createServer((socket) => {
  let buffer = "";
  socket.on("data", (data) => {
    buffer += data;
    for (let end = buffer.indexOf("\\r\\n"); end >= 0; end = buffer.indexOf("\\r\\n")) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (line === "TIME") socket.write("JAM " + new Date().toLocaleTimeString("en-GB") + "\\r\\n");
      else if (line === "QUIT") return void socket.end();
    }
  });
}).listen(${port});`,
  ];
}

/** Ends at once and leaves the command running, in this session or, as a daemon, in one of its own. */
export function inBackground(command: readonly string[], isDaemon = false): readonly string[] {
  const script = isDaemon ? 'setsid "$@" >/dev/null 2>&1 &' : '"$@" &';
  return ["sh", "-c", script, "sh", ...command];
}
