/** `jam serve --takeover`: the next server gets the listening sockets of the running one. TAKEOVERS sets how many. */
import { afterAll, expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageSocket } from "../../../src/proc/message-socket.ts";
import { JAM, JamServer } from "../support/jam-server.ts";
import { freeLowPort } from "../support/low-port.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REQUEST } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";
import { startVisitors } from "../support/visits.ts";
import { until } from "../support/within.ts";

const TAKEOVERS = Number(process.env["TAKEOVERS"] ?? 12);
const VISITORS = 20;
const VISITS = 200;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Servers of one port, and the folder in which they meet. */
async function sameServer() {
  const runtime = mkdtempSync(join(tmpdir(), "jam-takeover-"));
  folders.push(runtime);
  const port = await freeLowPort();
  const flags = ["--takeover", "--port", `${port}`];
  const env = { XDG_RUNTIME_DIR: runtime };
  return {
    folder: join(runtime, "jam"),
    port,
    flags,
    env,
    start: (...more: string[]) => JamServer.start([...flags, ...more], { env }),
  };
}

test(
  `over ${TAKEOVERS} takeovers under load no connect fails and no reply is cut`,
  async () => {
    const { folder, port, start } = await sameServer();
    let running = await start("--threads", "2");
    const visitors = startVisitors(port, VISITORS);
    try {
      for (let count = 1; count <= TAKEOVERS; count++) {
        await visitors.passed(VISITS);
        await using previous = running;
        // More threads than sockets, which are then shared; and fewer.
        running = await start("--threads", `${(count % 3) + 1}`);
        expect(await previous.exited).toBe(0);
        await previous.waitFor(({ event }) => event === "handed-over");
      }
      await visitors.passed(VISITS);
    } finally {
      const seen = await visitors.leave();
      console.log(`${TAKEOVERS} takeovers: ${JSON.stringify(seen)}`);
      expect(seen).toMatchObject({ refused: 0, cut: 0 });
      expect(await running.stop()).toMatchObject({ exit: 0 });
    }
    expect(readdirSync(folder)).toEqual([]);
  },
  60_000 + TAKEOVERS * 5_000,
);

test.concurrent("open sessions get what they asked and a FIN; one that has just connected gets its first reply", async () => {
  const { port, start } = await sameServer();
  await using previous = await start();
  using old = await RawClient.dial(port);
  old.send(REQUEST);
  await old.waitForBytes(14);
  using silent = await RawClient.dial(port);
  await previous.waitForAll(({ event }) => event === "session-opened", 2);
  await using next = await start();
  expect(await old.waitForClose()).toBe("fin");
  silent.send(REQUEST);
  expectTimes(old.text, 1);
  expect(await silent.waitForClose()).toBe("fin");
  expectTimes(silent.text, 1);
  expect(await previous.exited).toBe(0);
  using late = await RawClient.dial(port);
  late.send(`${REQUEST}QUIT\r\n`);
  expect(await late.waitForClose()).toBe("fin");
  expect(next.events.map(({ event }) => event)).toContain("taken-over");
});

test.concurrent("the next server has the monitor's port too", async () => {
  const { start } = await sameServer();
  const monitor = `127.0.0.1:${await freeLowPort()}`;
  await using previous = await start("--monitor", monitor);
  await previous.waitFor(({ event }) => event === "monitor-listening");
  await using next = await start("--monitor", monitor);
  await next.waitFor(({ event }) => event === "monitor-listening");
  expect((await fetch(`http://${monitor}/healthz`)).status).toBe(200);
});

test.concurrent("a new server that ends before it serves changes nothing, and the next one takes over", async () => {
  const { folder, port, start } = await sameServer();
  await using previous = await start();
  const [name = ""] = readdirSync(folder);
  const failing = MessageSocket.connect(join(folder, name));
  const message = { descriptors: [] as readonly number[] };
  await until(
    5,
    () => Object.assign(message, failing?.receive()).descriptors.length > 0,
    () => "the sockets",
  );
  rmSync(join(folder, name)); // as if it had put its own there
  failing?.close();
  await until(
    5,
    () => readdirSync(folder).length > 0,
    () => "the running server's socket again",
  );
  using client = await RawClient.dial(port);
  client.send(`${REQUEST}QUIT\r\n`);
  expect(await client.waitForClose()).toBe("fin");
  await using _ = await start();
  expect(await previous.exited).toBe(0);
});

test.concurrent("where a server was killed, the next one starts as usual", async () => {
  const { start, folder } = await sameServer();
  const killed = await start();
  await killed[Symbol.asyncDispose](); // SIGKILL
  expect(readdirSync(folder)).toHaveLength(1);
  await using next = await start();
  expect(await next.stop()).toMatchObject({ exit: 0 });
  expect(readdirSync(folder)).toEqual([]);
});

test.concurrent("a folder that other users can write to is refused", async () => {
  const { folder, flags, env } = await sameServer();
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const { exit, stderr } = await runProgram([JAM, "serve", ...flags], { env });
  expect(exit).toBe(3);
  expect(stderr).toContain(`--takeover cannot use the folder ${folder}`);
});

test.concurrent("without a port there is nothing to take over", async () => {
  const { flags, env } = await sameServer();
  const { exit, stderr } = await runProgram([JAM, "serve", ...flags, "--port", "0"], { env });
  expect(exit).toBe(2);
  expect(stderr).toContain("--takeover needs the port of the running server");
});
