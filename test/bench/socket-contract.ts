/** What the load expects of a system's sockets, tested against a server in the same process. */
import { describe, expect, test } from "bun:test";
import type { ClientSockets, SocketEvents, Target } from "../../src/bench/client-sockets.ts";
import { type ClientSocket, Connection, type Dial } from "../../src/bench/connection.ts";
import { fakeServer, freePort, onLines } from "../client/fake-server.ts";
import { until } from "../end-to-end/support/within.ts";

export type OpenSockets = (target: Target, events: SocketEvents) => ClientSockets;

/** Records events; each as a line. */
class Recorded implements SocketEvents, Disposable {
  readonly lines: string[] = [];
  readonly sockets: ClientSockets;
  socket: ClientSocket | undefined;
  onWritable: () => void = () => {};

  constructor(open: OpenSockets, port: number) {
    this.sockets = open(
      { address: "127.0.0.1", port, connections: 50, threads: 1, pipeline: 1, churn: false },
      this,
    );
  }

  opened(_dial: Dial, socket: ClientSocket): void {
    this.socket = socket;
    this.lines.push("opened");
  }

  received(_dial: Dial, _socket: ClientSocket, chunk: Buffer): void {
    this.lines.push(`received ${chunk.toString("latin1")}`);
  }

  writable(): void {
    this.onWritable();
  }

  closed(_dial: Dial, _socket: ClientSocket, isReset: boolean): void {
    this.lines.push(isReset ? "reset" : "closed");
  }

  failed(_dial: Dial, code: string): void {
    if (this.lines.at(-1) !== code) this.lines.push(code);
  }

  connect(): void {
    this.sockets.connect({ connection: new Connection(0), connecting: undefined });
  }

  async until(line: string): Promise<void> {
    await until(
      10,
      () => this.lines.includes(line),
      () => `${line}; seen: ${this.lines.join(", ")}`,
    );
  }

  [Symbol.dispose](): void {
    this.socket?.terminate();
    this.sockets.stop();
  }
}

const bytes = (text: string) => Buffer.from(text, "latin1");

/** @param sends whether a write takes all bytes, or as many as the kernel takes at once */
export function testSockets(name: string, open: OpenSockets, sends: "all" | "some" = "some"): void {
  describe(name, () => {
    test("a request is sent, its reply arrives, and the server's FIN closes the socket", async () => {
      await using server = await fakeServer((socket) => onLines(socket, (line) => socket.end(`got ${line}`)));
      using seen = new Recorded(open, server.port);
      seen.connect();
      expect(seen.lines).toEqual([]);
      await seen.until("opened");
      expect(seen.socket?.write(bytes("--TIME\r\n"), 2, 6)).toBe(6);
      await seen.until("closed");
      expect(seen.lines).toEqual(["opened", "received got TIME", "closed"]);
    });

    test("a reset is distinguished from a FIN", async () => {
      await using server = await fakeServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
      using seen = new Recorded(open, server.port);
      seen.connect();
      await seen.until("opened");
      seen.socket?.write(bytes("TIME\r\n"), 0, 6);
      await seen.until("reset");
    });

    test("a server that never stops sending does not keep the others from being served", async () => {
      await using server = await fakeServer((socket) => {
        const flood = Buffer.alloc(1 << 20, "x");
        const send = () => {
          while (socket.writable && socket.write(flood));
        };
        socket.on("drain", send);
        send();
      });
      await using other = await fakeServer((socket) => onLines(socket, () => socket.write("JAM\r\n")));
      using flooded = new Recorded(open, server.port);
      flooded.received = () => {};
      using seen = new Recorded(open, other.port);
      flooded.connect();
      await flooded.until("opened");
      seen.connect();
      await seen.until("opened");
      seen.socket?.write(bytes("TIME\r\n"), 0, 6);
      await seen.until("received JAM\r\n");
    });

    test("data and a FIN that arrive together are both seen", async () => {
      await using server = await fakeServer((socket) => socket.end("JAM\r\n"));
      using seen = new Recorded(open, server.port);
      seen.connect();
      await seen.until("closed");
      expect(seen.lines).toEqual(["opened", "received JAM\r\n", "closed"]);
    });

    test("a refused connection is reported with the system's code, after the call", async () => {
      using seen = new Recorded(open, await freePort());
      seen.connect();
      expect(seen.lines).toEqual([]);
      await seen.until("ECONNREFUSED");
      expect(seen.lines).toEqual(["ECONNREFUSED"]);
    });

    test("what the kernel does not take at once is sent later", async () => {
      await using server = await fakeServer((socket) => {
        socket.pause();
        setTimeout(() => socket.resume(), 100); // until then the buffers fill
      });
      using seen = new Recorded(open, server.port);
      seen.connect();
      await seen.until("opened");
      const all = Buffer.alloc(16 << 20, "x");
      let sent = 0;
      const send = () => {
        sent += Math.max(0, seen.socket?.write(all, sent, all.length - sent) ?? 0);
      };
      seen.onWritable = send;
      send();
      expect(sent === all.length).toBe(sends === "all");
      await until(
        20,
        () => server.received().length === all.length,
        () => "all is received",
      );
    }, 30_000);

    test("from a socket that was closed here nothing is received", async () => {
      await using server = await fakeServer((socket) => onLines(socket, () => socket.write("JAM\r\n")));
      using seen = new Recorded(open, server.port);
      seen.connect();
      await seen.until("opened");
      seen.socket?.write(bytes("TIME\r\n"), 0, 6);
      const first = seen.socket;
      first?.end();
      seen.connect();
      await until(
        10,
        () => seen.socket !== first,
        () => "the second one is open",
      );
      seen.socket?.write(bytes("TIME\r\n"), 0, 6);
      await seen.until("received JAM\r\n");
      expect(seen.lines.filter((line) => line !== "closed")).toEqual([
        "opened",
        "opened",
        "received JAM\r\n",
      ]);
    });

    test("the tick is called when its result says, until it is taken away", async () => {
      using seen = new Recorded(open, await freePort());
      const start = performance.now();
      const called: number[] = [];
      seen.sockets.drive((now) => {
        called.push(now - start);
        return now + 30;
      });
      await until(
        10,
        () => called.filter((at) => at >= 60).length > 0,
        () => "it is called after 60 ms",
      );
      expect(called[0]).toBeLessThan(60);
      seen.sockets.drive(undefined);
      const before = called.length;
      await Bun.sleep(100);
      expect(called).toHaveLength(before);
    });
  });
}
