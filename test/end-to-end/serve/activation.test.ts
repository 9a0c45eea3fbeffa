/** Listening sockets from a service manager, passed with LISTEN_FDS. */
import { expect, test } from "bun:test";
import { openSync } from "node:fs";
import { JAM, JamServer } from "../support/jam-server.ts";
import { Listener } from "../support/listeners.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REQUEST } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";

const onLinux = test.skipIf(process.platform !== "linux").concurrent;

onLinux("a connection that no server has accepted yet waits for the next one", async () => {
  using listener = new Listener();
  const { port } = listener;
  const clients: RawClient[] = [];
  for (let generation = 1; generation <= 3; generation++) {
    const client = await RawClient.dial(port); // the kernel makes the connection while no server runs
    client.send(`${REQUEST}QUIT\r\n`);
    clients.push(client);
    await using server = await JamServer.start([], { listeners: [listener.descriptor] });
    expect(server.port).toBe(port);
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
    expect(await server.stop()).toMatchObject({ exit: 0 });
  }
});

onLinux("all threads serve one socket, and a thread serves several", async () => {
  using one = new Listener();
  using other = new Listener();
  await using server = await JamServer.start(["--threads", "3"], {
    listeners: [one.descriptor, other.descriptor],
  });
  const clients = await Promise.all(
    Array.from({ length: 60 }, (_, at) => RawClient.dial(at % 2 === 0 ? one.port : other.port)),
  );
  for (const client of clients) client.send(`${REQUEST}QUIT\r\n`);
  for (const client of clients) {
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
  }
  expect(await server.stop()).toMatchObject({ stopped: { counts: { opened: 60, quit: 60 } } });
});

onLinux("host and port of the settings have no effect", async () => {
  using listener = new Listener();
  await using server = await JamServer.start(["--host", "127.0.0.9", "--port", "1"], {
    listeners: [listener.descriptor],
  });
  expect(await server.waitFor(({ event }) => event === "listening")).toMatchObject({
    addresses: ["127.0.0.1"],
    port: listener.port,
  });
});

onLinux("a descriptor that is no listening TCP socket is named", async () => {
  const child = Bun.spawn(["sh", "-c", `LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" serve`, JAM], {
    stdio: ["ignore", "ignore", "pipe", openSync("/dev/null", "r")],
  });
  expect(await child.stderr.text()).toContain(
    "descriptor 3, passed by LISTEN_FDS, is not a listening TCP socket",
  );
  expect(await child.exited).toBe(3);
});

onLinux("variables for another process are ignored", async () => {
  await using server = await JamServer.start([], { env: { LISTEN_PID: "1", LISTEN_FDS: "1" } });
  using client = await RawClient.dial(server.port);
  client.send(`${REQUEST}QUIT\r\n`);
  expect(await client.waitForClose()).toBe("fin");
});

onLinux("--print-config needs no socket", async () => {
  expect(await runProgram([JAM, "serve", "--takeover", "--print-config"])).toMatchObject({ exit: 0 });
});
