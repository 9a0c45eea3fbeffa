/** A TCP proxy that delays each direction by its own distribution, and keeps the order of the bytes. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Delay, Path } from "./delays.ts";

export interface Proxy extends AsyncDisposable {
  readonly port: number;
}

export async function proxyTo(port: number, path: Path, chance: () => number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const upstream = connect({ port, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    pipe(client, upstream, path.there, chance);
    pipe(upstream, client, path.back, chance);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Timers of different lengths may swap, so each of them sends whatever is due by then, in order. */
function pipe(from: Socket, to: Socket, delay: Delay, chance: () => number): void {
  const waiting: { readonly dueMs: number; readonly act: () => void }[] = [];
  let lastMs = 0;
  const send = () => {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      const restMs = first.dueMs - performance.now();
      if (restMs > 0) {
        setTimeout(send, restMs);
        return;
      }
      waiting.shift();
      first.act();
    }
  };
  const later = (act: () => void) => {
    const nowMs = performance.now();
    lastMs = Math.max(lastMs, nowMs + delay(nowMs, chance));
    waiting.push({ dueMs: lastMs, act });
    if (waiting.length === 1) setTimeout(send, lastMs - nowMs);
  };
  from.on("data", (chunk) => {
    const bytes = Buffer.from(chunk);
    later(() => to.destroyed || to.write(bytes));
  });
  from.on("end", () => later(() => to.end()));
}
