import { expect, test } from "bun:test";
import { startRogue } from "../../../src/check/rogues/start.ts";
import { Client, withRogue } from "./talk.ts";

test("a server that is not in the gallery cannot be started", async () => {
  await expect(startRogue("missing", 0)).rejects.toThrow("the gallery has no server missing");
});

test("a server that was stopped has closed its connections and left its port", async () => {
  for (const id of ["right", "thread-per-connection"]) {
    const { port, stop } = await startRogue(id, 0);
    const client = await Client.open(port);
    client.send("TIME\r\n");
    await client.until(/\r\n/);
    await stop();
    await client.until(/<(closed|reset)>$/);
    client.close();
    const again = await startRogue(id, port);
    expect(again.port).toBe(port);
    await again.stop();
  }
});

test("a port in use is an error", async () => {
  await withRogue("right", async (port) => {
    await expect(startRogue("right", port)).rejects.toThrow("EADDRINUSE");
  });
});

test("where nothing listens, a connection is refused", async () => {
  await withRogue("not-listening", async (port) => {
    await expect(Client.open(port)).rejects.toThrow("ECONNREFUSED");
  });
});

test("where the backlog is full, a connection is neither accepted nor refused", async () => {
  await withRogue("full-backlog", async (port) => {
    const opening = Client.open(port).then(
      () => "accepted",
      () => "refused",
    );
    expect(await Promise.race([opening, Bun.sleep(500).then(() => "waiting")])).toBe("waiting");
  });
});
