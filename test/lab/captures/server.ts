/** A time server with one chosen fault, for the captures: `bun server.ts FAULT HOST`. */

const [fault = "none", hostname = "0.0.0.0"] = process.argv.slice(2);
const two = (value: number) => String(value).padStart(2, "0");

function reply(): string {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":");
  const date = [two(now.getDate()), two(now.getMonth() + 1), now.getFullYear()].join("-");
  return `JAM ${fault === "date" ? `${date} ` : ""}${time}\r\n`;
}

interface State {
  rest: string;
}
type Client = Bun.Socket<State>;

/** Without threads: the first client is served to its end while the others wait. */
const waiting: Client[] = [];

function serve(socket: Client): void {
  if (fault === "chunks") {
    serveChunk(socket);
    return;
  }
  for (let end = socket.data.rest.indexOf("\n"); end >= 0; end = socket.data.rest.indexOf("\n")) {
    const line = socket.data.rest.slice(0, end + 1);
    socket.data.rest = socket.data.rest.slice(end + 1);
    const isLenient = fault === "lenient";
    if (line === "QUIT\r\n" || (isLenient && line === "QUIT\n")) {
      if (fault === "reset") socket.terminate();
      else socket.end();
      return;
    }
    const isAsked = line.startsWith("TIME") && (isLenient || line.endsWith("\r\n"));
    socket.write(isAsked ? reply() : "ERROR end the line with CR LF (13 10)\r\n");
  }
}

/** One chunk is one request, as in most of the published servers. */
function serveChunk(socket: Client): void {
  const chunk = socket.data.rest;
  socket.data.rest = "";
  if (chunk.startsWith("QUIT")) socket.end();
  else if (chunk.startsWith("TIME")) socket.write(reply());
}

Bun.listen<State>({
  hostname,
  port: 45_000,
  socket: {
    open(socket) {
      socket.data = { rest: "" };
      waiting.push(socket);
    },
    data(socket, chunk) {
      socket.data.rest += chunk.toString("latin1");
      if (fault !== "one-by-one" || waiting[0] === socket) serve(socket);
    },
    close(socket) {
      waiting.splice(waiting.indexOf(socket), 1);
      const [next] = waiting;
      if (fault === "one-by-one" && next) serve(next);
    },
  },
});
console.log("listening");

export {};
