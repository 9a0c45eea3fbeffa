/** Small servers that behave as a test wants, on a port of their own. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface FakeServer extends AsyncDisposable {
  readonly port: number;
  /** Everything that clients have sent so far. */
  readonly received: () => string;
}

/** Calls `onConnection` for each client; ends with every connection when the test's scope does. */
export async function fakeServer(onConnection: (socket: Socket) => void): Promise<FakeServer> {
  const sockets = new Set<Socket>();
  let received = "";
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Calls `onLine` for each line, without its CR LF; closes after QUIT. */
export function onLines(socket: Socket, onLine: (line: string) => void): void {
  let unfinished = "";
  socket.on("data", (chunk) => {
    const lines = (unfinished + chunk.toString("latin1")).split("\r\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "QUIT") socket.end();
      else onLine(line);
    }
  });
}

/** A server that answers each request with the bytes that `answer` returns for its index on the connection. */
export function answering(answer: (index: number) => string): Promise<FakeServer> {
  return fakeServer((socket) => {
    let index = 0;
    onLines(socket, () => socket.write(answer(index++)));
  });
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  await using server = await fakeServer(() => {});
  return server.port;
}
