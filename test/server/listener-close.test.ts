/** A listening socket that is about to close: what came before is kept, what comes later is refused and not reset. */
import { expect, test } from "bun:test";
import { refuseNewConnections } from "../../src/server/listener-close.ts";

test.skipIf(process.platform !== "linux")(
  "connections made before are still served, and later ones are refused once it is closed",
  async () => {
    const listener = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: { data: (socket, chunk) => void socket.write(chunk) },
    });
    const dial = (received: (text: string) => void) =>
      Bun.connect({
        hostname: "127.0.0.1",
        port: listener.port,
        socket: { data: (_, chunk) => received(chunk.toString()) },
      });
    const echoed = Promise.withResolvers<string>();
    const early = await dial(echoed.resolve);
    refuseNewConnections([listener]);
    const late = dial(() => {}).then(
      () => "connected",
      (error: { code?: string }) => error.code,
    );
    early.write("still here");
    expect(await echoed.promise).toBe("still here");
    listener.stop();
    expect(await late).toBe("ECONNREFUSED"); // at the SYN's second try, a second later
    early.end();
  },
  20_000,
);
