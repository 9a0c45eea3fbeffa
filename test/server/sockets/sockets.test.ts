/** The contract of `Sockets`: the same cases over the kernel's sockets and over the runtime's. */
import { describe, expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";
import { systemCalls } from "../../../src/server/sockets/linux/system-calls.ts";
import { RawClient } from "../../end-to-end/support/raw-client.ts";
import { until } from "../../end-to-end/support/within.ts";
import { SocketsThread } from "./sockets-thread.ts";
import type { Kind } from "./sockets-thread-entry.ts";

/** More than the kernel buffers for a peer that does not read (tcp(7), tcp_wmem and tcp_rmem: 4 MiB and 6 MiB). */
const MANY = 24 << 20;

/** The events of connection `id`, without `drain`, which the runtime may emit spuriously. */
function storyOf(thread: SocketsThread, id: number): readonly string[] {
  return thread.all.flatMap((report) =>
    "id" in report && report.id === id && report.kind !== "drain" ? [report.kind] : [],
  );
}

function textOf(thread: SocketsThread, id: number): string {
  return thread
    .reports("data")
    .flatMap((report) => (report.id === id ? [report.text] : []))
    .join("");
}

const bytes = (text: string) => new TextEncoder().encode(text);

const kinds: readonly Kind[] = systemCalls() === undefined ? ["runtime"] : ["epoll", "runtime"];

for (const kind of kinds)
  describe(`a thread's sockets (${kind})`, () => {
    test("report an opening, data, the peer's FIN and the close, in this order", async () => {
      await using thread = await SocketsThread.start(kind);
      const { client, id } = await thread.dial();
      client.send("one");
      await thread.waitFor("data");
      client.send("two");
      client.finish();
      await thread.waitFor("end");
      thread.obey({ act: "write", id, bytes: bytes("-three"), offset: 1 });
      await client.waitForBytes(5);
      thread.obey({ act: "end", id });
      expect(await thread.waitFor("close")).toMatchObject({ id, isReset: false });
      expect(await client.waitForClose()).toBe("fin");
      expect(client.text).toBe("three");
      expect(textOf(thread, id)).toBe("onetwo");
      expect([...new Set(storyOf(thread, id))]).toEqual(["open", "data", "end", "wrote", "close"]);
    });

    test("report a FIN after their own as a close", async () => {
      await using thread = await SocketsThread.start(kind);
      const { client, id } = await thread.dial();
      thread.obey({ act: "shutdown", id });
      expect(await client.waitForClose()).toBe("fin");
      expect(await thread.waitFor("close")).toMatchObject({ id, isReset: false });
      expect(storyOf(thread, id)).toEqual(["open", "close"]);
    });

    test("still read what comes after their own FIN", async () => {
      await using thread = await SocketsThread.start(kind);
      const client = await RawClient.dial(thread.port, { staysOpen: true });
      const { id } = await thread.waitFor("open");
      thread.obey({ act: "shutdown", id });
      expect(await client.waitForEnd()).toBe("fin");
      client.send("late");
      await thread.waitFor("data");
      client.finish();
      await thread.waitFor("close");
      expect(storyOf(thread, id)).toEqual(["open", "data", "close"]);
    });

    test("report a reset as a close with an error, also while they do not read", async () => {
      await using thread = await SocketsThread.start(kind);
      const [first, second] = [await thread.dial(), await thread.dial()];
      thread.obey({ act: "pause", id: second.id });
      await thread.ping();
      first.client.reset();
      expect(await thread.waitFor("close")).toMatchObject({ id: first.id, isReset: true });
      second.client.reset();
      expect(await thread.waitFor("close", 2)).toMatchObject({ id: second.id, isReset: true });
    });

    test("take of a write what fits, and report when they are writable again", async () => {
      await using thread = await SocketsThread.start(kind);
      const { client, id } = await thread.dial();
      client.pause();
      thread.obey({ act: "write", id, bytes: new Uint8Array(MANY), offset: 0 });
      const { taken } = await thread.waitFor("wrote");
      expect(taken).toBeGreaterThan(0);
      expect(taken).toBeLessThan(MANY);
      await thread.ping();
      expect(thread.reports("drain")).toEqual([]);
      client.resume();
      await thread.waitFor("drain");
      await client.waitForBytes(taken);
      await thread.ping();
      expect(thread.reports("drain")).toHaveLength(1);
    });

    test("do not read while they are paused, and lose nothing", async () => {
      await using thread = await SocketsThread.start(kind);
      const { client, id } = await thread.dial();
      thread.obey({ act: "pause", id });
      await thread.ping();
      client.send("held");
      client.finish();
      await client.waitForSent();
      await thread.ping();
      expect(storyOf(thread, id)).toEqual(["open"]);
      thread.obey({ act: "resume", id });
      await thread.waitFor("end");
      expect([textOf(thread, id), storyOf(thread, id)]).toEqual(["held", ["open", "data", "end"]]);
    });

    test("send a reset when they terminate, and report the close at once", async () => {
      await using thread = await SocketsThread.start(kind);
      const { client, id } = await thread.dial();
      thread.obey({ act: "terminate", id });
      expect(await client.waitForEnd()).toBe("reset");
      expect(await thread.waitFor("close")).toMatchObject({ id });
    });

    test("take no write and no second close once they are closed", async () => {
      await using thread = await SocketsThread.start(kind);
      const { client, id } = await thread.dial();
      thread.obey({ act: "end", id });
      await thread.waitFor("close");
      thread.obey({ act: "write", id, bytes: bytes("late"), offset: 0 });
      expect((await thread.waitFor("wrote")).taken).toBeLessThanOrEqual(0);
      for (const act of ["end", "terminate", "shutdown", "pause", "resume"] as const)
        thread.obey({ act, id });
      await thread.ping();
      await client.waitForClose();
      expect(thread.reports("close")).toHaveLength(1);
    });

    test("list the open ones, which may be closed during that", async () => {
      await using thread = await SocketsThread.start(kind);
      const dialled = [await thread.dial(), await thread.dial(), await thread.dial()];
      dialled[1]?.client.reset();
      await thread.waitFor("close");
      thread.obey({ act: "list" });
      const ids = dialled.map(({ id }) => id);
      expect((await thread.waitFor("list")).ids).toEqual(ids.filter((_, at) => at !== 1));
      thread.obey({ act: "end-all" });
      await thread.waitFor("close", 3);
      thread.obey({ act: "list" });
      expect((await thread.waitFor("list", 2)).ids).toEqual([]);
    });

    for (const address of ["127.0.0.1", "::1"])
      test(`name their peer: ${address}`, async () => {
        await using thread = await SocketsThread.start(kind, address);
        const peer = connect(thread.port, address);
        await once(peer, "connect");
        const { address: reported, port } = await thread.waitFor("open");
        expect([reported, port]).toEqual([address, peer.localPort as number]);
        peer.destroy();
      });

    test("give the reason if they cannot listen", async () => {
      await using thread = await SocketsThread.start(kind);
      await using other = await SocketsThread.start(kind);
      expect(await other.listen("127.0.0.1", thread.port, false)).toBe("EADDRINUSE");
      expect(await other.listen("192.0.2.1", 0, false)).toBe("EADDRNOTAVAIL");
    });

    test("accept what the kernel has queued when they stop listening, and refuse what comes later", async () => {
      await using thread = await SocketsThread.start(kind);
      const when = new Int32Array(new SharedArrayBuffer(4));
      thread.obey({ act: "stop-listening", when });
      const clients = await Promise.all(Array.from({ length: 5 }, () => RawClient.dial(thread.port)));
      Atomics.store(when, 0, 1);
      Atomics.notify(when, 0);
      await thread.waitFor("open", clients.length);
      await until(
        5,
        () =>
          RawClient.dial(thread.port).then(
            (client) => client[Symbol.dispose](),
            () => true,
          ) as Promise<boolean>,
        () => "a refusal",
      );
      clients[0]?.send("served");
      await thread.waitFor("data");
      expect(thread.reports("close").filter(({ id }) => id < clients.length)).toEqual([]);
      for (const client of clients) client[Symbol.dispose]();
    });

    for (const isFlooded of [false, true]) {
      const state = isFlooded ? "flooded" : "idle";

      test(`call timers in order, never early and soon after they are due, while ${state}`, async () => {
        await using thread = await SocketsThread.start(kind);
        using _flood = isFlooded ? await flood(thread) : undefined;
        thread.obey({ act: "after", delays: [60, 20, 40, 0, 300] });
        await thread.waitFor("called", 5);
        expect(thread.reports("called").map(({ delay }) => delay)).toEqual([0, 20, 40, 60, 300]);
        for (const { late } of thread.reports("called")) {
          expect(late).toBeGreaterThan(-2); // the runtime's timers are that coarse
          expect(late).toBeLessThan(1_000);
        }
      });

      test(`leave the thread its messages, while ${state}`, async () => {
        await using thread = await SocketsThread.start(kind);
        using _flood = isFlooded ? await flood(thread) : undefined;
        const from = performance.now();
        // Without waking the thread, each would wait until its sleep of a quarter of a second ends.
        for (let time = 0; time < 20; time++) await thread.ping();
        expect(performance.now() - from).toBeLessThan(2_500);
      });
    }
  });

// The kernel does so with a send buffer of fixed size if the memory for all of TCP is short.
test.skipIf(!kinds.includes("epoll"))(
  "a socket that is reported as writable and takes nothing is tried a few times a second, until it takes some (needs Linux)",
  async () => {
    await using thread = await SocketsThread.start("epoll");
    const { client, id } = await thread.dial();
    thread.obey({ act: "take-nothing", isOn: true });
    thread.obey({ act: "write", id, bytes: bytes("late"), offset: 0 });
    const from = performance.now();
    await thread.waitFor("drain", 4);
    expect(performance.now() - from).toBeGreaterThan(500); // three rests of 0.2 s
    thread.obey({ act: "take-nothing", isOn: false });
    await client.waitForBytes(4);
    expect(client.text).toBe("late");
    client[Symbol.dispose]();
    await thread.waitFor("close");
  },
);

/** Connections on which the two sides send each other the same bytes for ever. */
async function flood(thread: SocketsThread): Promise<Disposable> {
  thread.obey({ act: "echo" });
  let came = 0;
  const clients: RawClient[] = [];
  for (let index = 0; index < 20; index++) {
    const client: RawClient = await RawClient.dial(thread.port, {
      onData(chunk) {
        came++;
        client.send(Buffer.from(chunk));
      },
    });
    clients.push(client);
    client.send("x".repeat(1_000));
  }
  await until(
    5,
    () => came > 1_000,
    () => `1,000 chunks, but ${came}`,
  );
  return {
    [Symbol.dispose]() {
      for (const client of clients) client[Symbol.dispose]();
    },
  };
}
