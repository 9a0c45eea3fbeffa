/** What the kernel keeps for clients that do not read is bounded by the server, and not by the machine's settings. */
import { expect } from "bun:test";
import { JamServer } from "../support/jam-server.ts";
import { kernelMemory } from "../support/kernel-memory.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { REQUEST } from "../support/replies.ts";

const withSs = needs("ss", "iproute2");

const CLIENTS = 20;

/** SECURITY.md, Known limits: twice an answer, and for replies the segments that exceed it. */
const SEND_BYTES = 256 << 10;
const RECEIVE_BYTES = 160 << 10;

/** Enough for the kernel to enlarge its buffers, if it may. */
const READ_FIRST = 3 << 20;

withSs(
  "of a client that reads no replies the kernel keeps a few hundred KiB, also if it read them before",
  async () => {
    await using server = await JamServer.start(["--threads", "2"]);
    using clients = new DisposableStack();
    const all = [];
    for (let index = 0; index < CLIENTS; index++) {
      const client = clients.use(await RawClient.dial(server.port, { onData() {} }));
      all.push(client);
      client.send(REQUEST.repeat(1_500_000));
      if (index % 2 === 0) await client.waitForBytes(READ_FIRST);
      client.pause();
    }
    for (const client of all) await client.waitForStall();
    const kept = kernelMemory(server.port);
    expect(kept.connections).toBe(CLIENTS);
    expect(kept.sendMost).toBeGreaterThan(64 << 10); // they are stalled
    expect(kept.sendMost).toBeLessThan(SEND_BYTES);
    expect(kept.receiveMost).toBeLessThan(RECEIVE_BYTES);
  },
  60_000,
);
