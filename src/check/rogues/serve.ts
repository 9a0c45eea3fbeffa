/** A server made of parts, listening: sockets to conversations, and the faults that concern all of them. */
import { createServer, type Socket } from "node:net";
import { Conversation, type House } from "./conversation.ts";
import { Door } from "./door.ts";
import type { Parts } from "./parts.ts";

export interface Listening {
  readonly port: number;
  /** Ends every connection, and the listening; resolves when the port is free. */
  stop(): Promise<void>;
}

/** Milliseconds of work between two looks at the sockets, while it spins. */
const SPIN_MS = 2;

export async function serve(parts: Parts, port: number, host: string): Promise<Listening> {
  const sockets = new Set<Socket>();
  const clock = parts.clock();
  let connections = 0;
  let isStopped = false;
  let isSpinning = false;

  const house: House = {
    door: new Door(parts.door),
    die() {
      house.door.close();
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    crash() {
      // Out of reach of every handler, as in a server that has none.
      setImmediate(() => {
        throw new Error("the server crashed, as it is meant to");
      });
    },
    spin() {
      if (isSpinning) return;
      isSpinning = true;
      const turn = () => {
        for (const until = performance.now() + SPIN_MS; performance.now() < until; );
        if (!isStopped) setImmediate(turn);
      };
      turn();
    },
  };

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    const conversation = new Conversation(socket, parts, house, clock(connections));
    let wasReset = false;
    socket.on("data", (chunk) => conversation.received(chunk));
    socket.on("end", () => conversation.ended());
    socket.on("error", () => {
      wasReset = true;
    });
    socket.on("close", () => {
      sockets.delete(socket);
      conversation.gone(wasReset);
    });
    house.door.arrived(conversation);
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");

  return {
    port: address.port,
    async stop() {
      isStopped = true;
      house.door.close();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        if (server.listening) server.close(() => resolve());
        else resolve();
      });
    },
  };
}
