/** A thread that was busy polls before it sleeps, and sleeps when no request comes. */
import { expect, test } from "bun:test";

import { JamServer } from "../support/jam-server.ts";
import { cpuSeconds } from "../support/process-facts.ts";
import { RawClient } from "../support/raw-client.ts";

const CLIENTS = 16;
const REQUESTS = 500;
const REPLY_BYTES = 14;
const IDLE_MS = 1_000;

/** Sends requests without a pause, so that the thread has no time to sleep. */
async function ask(port: number): Promise<void> {
  using client = await RawClient.dial(port);
  for (let request = 1; request <= REQUESTS; request++) {
    client.send("TIME\r\n");
    await client.waitForBytes(request * REPLY_BYTES);
  }
}

test("a thread that was busy sleeps when no request comes any more", async () => {
  await using server = await JamServer.start(["--threads", "1"]);
  await Promise.all(Array.from({ length: CLIENTS }, () => ask(server.port)));
  const before = cpuSeconds(server.pid);
  await Bun.sleep(IDLE_MS);
  // Its timers and the engine's own work; polling would take all of the time.
  expect(cpuSeconds(server.pid) - before).toBeLessThan((0.5 * IDLE_MS) / 1_000);
});
