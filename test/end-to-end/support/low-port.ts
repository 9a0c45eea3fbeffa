/** A free port below the range of outgoing connections: a client that finds no listener there cannot meet itself. */
import { createServer } from "node:net";

const [FIRST, COUNT] = [20_000, 12_000];

export async function freeLowPort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const server = createServer()
      .once("error", () => resolve(false))
      .listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    if (await promise) return port;
  }
}
