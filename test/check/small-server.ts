/** Small servers for the judge to judge: each does with a connection what its test wants, and records what it received. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Address } from "../../src/check/target/route.ts";

interface Met {
  /** What the client has sent, a character a byte. */
  received: string;
  /** How the client ended it, once it did. */
  ending: "closed" | "reset" | undefined;
}

export interface SmallServer extends AsyncDisposable {
  readonly address: Address;
  /** Every connection so far, in order. */
  readonly met: readonly Met[];
  /** Accepts no more and resets all that is open, as a process that is killed does. */
  die(): void;
}

/** @param index the connection's number, from 0 */
type OnConnection = (socket: Socket, index: number, server: SmallServer) => void;

/** Keeps its half open when the client closes, until the test is over. */
export async function smallServer(onConnection: OnConnection, listenPort = 0): Promise<SmallServer> {
  const sockets = new Set<Socket>();
  const met: Met[] = [];
  const listener = createServer({ allowHalfOpen: true }, (socket) => {
    const each: Met = { received: "", ending: undefined };
    met.push(each);
    sockets.add(socket);
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNRESET") each.ending = "reset";
    });
    socket.on("end", () => {
      each.ending ??= "closed";
    });
    onConnection(socket, met.length - 1, server);
    if (!socket.isPaused()) {
      socket.on("data", (chunk) => {
        each.received += chunk.toString("latin1");
      });
    }
  });
  listener.listen(listenPort, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  const die = () => {
    for (const socket of sockets) socket.resetAndDestroy();
    listener.close();
  };
  const server: SmallServer = {
    address: { ip: "127.0.0.1", port },
    met,
    die,
    [Symbol.asyncDispose]: async () => die(),
  };
  return server;
}

/** Calls back for each line, without its CR LF. */
export function onLines(socket: Socket, onLine: (line: string) => void): void {
  let unfinished = "";
  socket.on("data", (chunk) => {
    const lines = (unfinished + chunk.toString("latin1")).split("\r\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}

export function reply(): string {
  return `JAM ${new Date().toISOString().slice(11, 19)}\r\n`;
}

/** Serves a connection as the assignment wants; `also` may take a line from it, and returns whether it did. */
export function serveRight(socket: Socket, also: (line: string) => boolean = () => false): void {
  socket.on("end", () => socket.end());
  onLines(socket, (line) => {
    if (also(line)) return;
    if (line === "TIME") socket.write(reply());
    else if (line === "QUIT") socket.end();
    else socket.write("ERROR\r\n");
  });
}

/** Answers whatever is sent with these texts, one after another. */
export function saying(...texts: readonly string[]): Promise<SmallServer> {
  return smallServer((socket) => {
    let output = 0;
    socket.on("data", () => {
      const text = texts[output++];
      if (text !== undefined) socket.write(Buffer.from(text, "latin1"));
    });
  });
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, "close");
  return port;
}
