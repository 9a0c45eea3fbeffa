/** What `jam serve` tells a service manager through NOTIFY_SOCKET. */
import { expect } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serviceManager } from "../../../src/cli/serve/service-manager.ts";
import { JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { NotifyListener } from "../support/notify-listener.ts";
import { RawClient } from "../support/raw-client.ts";

const withPython = needs("python3", "python3");

withPython("READY when it listens, RELOADING and READY around a reload, STOPPING at the end", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jam-notify-"));
  try {
    const config = join(folder, "jam.toml");
    writeFileSync(config, "lenient = true\n");
    await using manager = await NotifyListener.bind(join(folder, "notify"));
    await using server = await JamServer.start(["--threads", "2", "--config", config], {
      env: { NOTIFY_SOCKET: join(folder, "notify") },
    });
    const ready = `STATUS=port ${server.port}, 2 threads, 0 sessions open`;
    expect(await manager.waitFor("READY=1")).toEqual(["READY=1", ready]);

    server.signal("SIGHUP");
    const reloading = await manager.waitFor("RELOADING=1");
    const microseconds = Number(/^MONOTONIC_USEC=(\d+)$/.exec(reloading[1] ?? "")?.[1]);
    const uptime = Number((await Bun.file("/proc/uptime").text()).split(" ")[0]);
    expect(Math.abs(uptime - microseconds / 1e6)).toBeLessThan(60);
    expect(await manager.waitFor("READY=1", 2)).toEqual(["READY=1", "STATUS=settings reloaded"]);

    writeFileSync(config, "lenient = perhaps\n");
    server.signal("SIGHUP");
    const [, status] = await manager.waitFor("READY=1", 3);
    expect(status).toStartWith("STATUS=reload rejected: ");

    using _ = await RawClient.dial(server.port);
    await server.waitFor(({ event }) => event === "session-opened");
    server.signal("SIGTERM");
    expect(await manager.waitFor("STOPPING=1")).toEqual([
      "STOPPING=1",
      "STATUS=stopping: 1 session is still open",
    ]);
    expect(await server.exited).toBe(0);
    expect(manager.messages.flat()).not.toContain("WATCHDOG=1");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

withPython("a name in the abstract namespace works too, and heartbeats come with WATCHDOG_USEC", async () => {
  const name = `@jam-test-${crypto.randomUUID()}`;
  await using manager = await NotifyListener.bind(name);
  await using _ = await JamServer.start([], { env: { NOTIFY_SOCKET: name, WATCHDOG_USEC: "400000" } });
  await manager.waitFor("WATCHDOG=1", 5);
});

withPython("heartbeats for another process are not sent", async () => {
  const name = `@jam-test-${crypto.randomUUID()}`;
  await using manager = await NotifyListener.bind(name);
  const env = { NOTIFY_SOCKET: name, WATCHDOG_USEC: "40000", WATCHDOG_PID: "1" };
  await using server = await JamServer.start([], { env });
  await manager.waitFor("READY=1");
  expect(await server.stop()).toMatchObject({ exit: 0 });
  await manager.waitFor("STOPPING=1");
  expect(manager.messages.flat()).not.toContain("WATCHDOG=1");
});

withPython("while a thread is dead there is no heartbeat", async () => {
  const name = `@jam-test-${crypto.randomUUID()}`;
  await using listener = await NotifyListener.bind(name);
  const alive = { thread: 0, isAlive: true, restarts: 0, lastHeartbeatAgoMs: 0 };
  let threads = [alive, { ...alive, thread: 1, isAlive: false }];
  const manager = serviceManager({ NOTIFY_SOCKET: name, WATCHDOG_USEC: "40000" });
  manager.ready({ port: 1, open: 0, threads: () => threads });
  await Bun.sleep(200); // five periods
  manager.stopping(0);
  await listener.waitFor("STOPPING=1");
  const before = listener.messages.findIndex((fields) => fields.includes("STOPPING=1"));
  expect(listener.messages.slice(0, before).flat()).not.toContain("WATCHDOG=1");
  threads = [alive, { ...alive, thread: 1 }];
  await listener.waitFor("WATCHDOG=1");
});
