/** Little memory: what peers can make the server keep stays small, so it goes on serving. */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { JAM, JamServer } from "../support/jam-server.ts";
import { residentMib } from "../support/process-facts.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "../support/replies.ts";

/** `ulimit -v`, in KiB; Bun itself does not start with half of it. */
const MEMORY_KIB = 500_000;
const GREEDY = 300;

test(
  "with 500 MB of address space and 300 clients that read nothing, the others are served",
  async () => {
    const command = ["sh", "-c", `ulimit -v ${MEMORY_KIB}; exec "$@"`, "sh", JAM, "serve"];
    await using server = await JamServer.start(["--threads", "2"], { command });
    const greedy = await Promise.all(Array.from({ length: GREEDY }, () => RawClient.dial(server.port)));
    for (const client of greedy) {
      client.pause();
      client.send(REQUEST.repeat(100_000));
    }
    await Promise.all(greedy.map((client) => client.waitForStall(30)));
    for (let round = 0; round < 10; round++) {
      using client = await RawClient.dial(server.port);
      client.send(REQUEST.repeat(1_000));
      await client.waitForBytes(1_000 * REPLY_BYTES);
      expectTimes(client.text, 1_000);
    }
    console.log(
      `memory: ${Math.round(residentMib(server.pid))} MiB with ${GREEDY} clients that read nothing`,
    );
    for (const client of greedy) client[Symbol.dispose]();
    const { exit } = await server.stop();
    expect(exit).toBe(0);
    expect(server.events.filter(({ event }) => event === "thread-died")).toEqual([]);
  },
  { timeout: 60_000, retry: 2 },
);

test.skipIf(process.platform !== "linux")(
  "after its start, what the runtime needed of its program only to start is no longer in memory",
  async () => {
    await using server = await JamServer.start(["--threads", "2", "--monitor", "127.0.0.1:0"]);
    let most = 0;
    let now = 0;
    do {
      now = fileKib(server.pid);
      most = Math.max(most, now);
      await Bun.sleep(20);
    } while (now > most * 0.75);
    using client = await RawClient.dial(server.port);
    client.send(REQUEST);
    await client.waitForBytes(REPLY_BYTES);
    expectTimes(client.text, 1);
  },
  60_000,
);

/** Resident pages of files. */
const fileKib = (pid: number) =>
  Number(/^RssFile:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
