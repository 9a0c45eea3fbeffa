/** The access lists of --allow and --deny, and what a refused client receives. */
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { JAM, JamServer, type LogLine } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";

const NOT_ALLOWED = "ERROR not allowed\r\n";
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

interface Caller {
  readonly host?: string;
  readonly from?: string;
}

async function expectServed(server: JamServer, caller: Caller): Promise<void> {
  using client = await RawClient.dial(server.port, caller);
  client.send("TIME\r\nQUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 1);
}

async function expectRefused(server: JamServer, caller: Caller): Promise<void> {
  using client = await RawClient.dial(server.port, caller);
  expect(await client.waitForClose()).toBe("fin");
  expect(client.text).toBe(NOT_ALLOWED);
}

/** What a client that is reset receives; the reset can arrive before its connect has returned. */
async function refusalOf(server: JamServer, caller: Caller) {
  try {
    using client = await RawClient.dial(server.port, caller);
    return { end: await client.waitForClose(), text: client.text };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNRESET")
      return { end: "reset", text: "" };
    throw error;
  }
}

test("with --allow only the listed addresses are served; others get an ERROR line and are counted", async () => {
  await using server = await JamServer.start(["--allow", "127.0.0.8/29", "--allow", "127.0.0.77"]);
  for (const from of ["127.0.0.8", "127.0.0.15", "127.0.0.77"]) await expectServed(server, { from });
  for (const from of ["127.0.0.7", "127.0.0.16", "127.0.0.78"]) await expectRefused(server, { from });
  const { stopped } = await server.stop();
  expect(stopped.counts).toMatchObject({ opened: 3, quit: 3, "not-allowed": 3, full: 0 });
});

test("--deny wins over --allow", async () => {
  await using server = await JamServer.start(["--allow", "127.0.0.0/8", "--deny", "127.0.0.5,127.0.1.0/24"]);
  await expectServed(server, { from: "127.0.0.4" });
  await expectRefused(server, { from: "127.0.0.5" });
  await expectRefused(server, { from: "127.0.1.200" });
});

test("a server that also listens on IPv6 matches IPv4 clients with IPv4 entries, and IPv6 clients with IPv6 entries", async () => {
  await using server = await JamServer.start([
    "--host",
    "*",
    "--deny",
    "127.0.0.5",
    "--deny",
    "::ffff:127.0.0.6",
  ]);
  await expectRefused(server, { from: "127.0.0.5" });
  await expectRefused(server, { from: "127.0.0.6" });
  await expectServed(server, { from: "127.0.0.7" });
});

test.skipIf(!hasIpv6)("IPv6 addresses have their entries (needs a machine with IPv6)", async () => {
  await using server = await JamServer.start(["--host", "*", "--deny", "::1/128"]);
  await expectRefused(server, { host: "::1" });
  await expectServed(server, { host: "127.0.0.1" });
  await using other = await JamServer.start(["--host", "*", "--allow", "::/0"]);
  await expectServed(other, { host: "::1" });
  await expectRefused(other, { host: "127.0.0.1" });
});

test("the lists can be given in a variable, with commas, and as arrays in the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jam-access-"));
  try {
    const file = join(folder, "jam.toml");
    writeFileSync(file, 'deny = ["127.0.0.5", "127.0.1.0/24"]\n');
    const env = { JAM_ALLOW: "127.0.0.0/24, 127.0.1.0/24" };
    await using server = await JamServer.start(["--config", file], { env });
    await expectServed(server, { from: "127.0.0.4" });
    for (const from of ["127.0.0.5", "127.0.1.1", "127.0.2.1"]) await expectRefused(server, { from });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("with --refuse-silently a refused client gets a reset and not a byte", async () => {
  await using server = await JamServer.start([
    "--deny",
    "127.0.0.5",
    "--refuse-silently",
    "--max-connections",
    "1",
  ]);
  expect(await refusalOf(server, { from: "127.0.0.5" })).toEqual({ end: "reset", text: "" });
  using served = await RawClient.dial(server.port);
  await server.waitFor(({ event }) => event === "session-opened");
  expect(await refusalOf(server, {})).toEqual({ end: "reset", text: "" });
  served.send("TIME\r\nQUIT\r\n");
  expect(await served.waitForClose()).toBe("fin");
  const { stopped } = await server.stop();
  expect(stopped.counts).toMatchObject({ opened: 1, quit: 1, "not-allowed": 1, full: 1 });
});

test("an invalid address is refused at the start, with the flag and the text", async () => {
  const { exit, stderr } = await runProgram([JAM, "serve", "--port", "0", "--deny", "10.0.0.0/33"]);
  expect(exit).toBe(2);
  expect(stderr).toContain("--deny must be addresses or subnets");
  expect(stderr).toContain('not "10.0.0.0/33"');
});

const isRefusal = ({ event }: LogLine) => event === "connection-refused";

test("a refused client is logged with its address and the reason, also at the level warn", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "jam-access-")), "jam.toml");
  writeFileSync(file, "");
  const flags = ["--deny", "127.0.0.5", "--max-connections-per-address", "1", "--max-connections", "2"];
  const command = ["setsid", JAM, "serve"];
  await using server = await JamServer.start([...flags, "--config", file], { command });
  using first = await RawClient.dial(server.port, { from: "127.0.0.6" });
  using second = await RawClient.dial(server.port, { from: "127.0.0.7" });
  for (const client of [first, second]) {
    client.send("TIME\r\n");
    await client.waitForBytes(1);
  }
  await expectRefused(server, { from: "127.0.0.5" });
  writeFileSync(file, 'log-level = "warn"\n');
  server.signal("SIGHUP");
  await server.waitFor(({ event }) => event === "settings-reloaded");
  for (const from of ["127.0.0.6", "127.0.0.8"]) {
    using client = await RawClient.dial(server.port, { from });
    await client.waitForClose();
    expect(client.text).toBe("ERROR too many connections\r\n");
  }
  expect(await server.waitForAll(isRefusal, 3)).toMatchObject([
    { level: "warn", address: "127.0.0.5", reason: "not-allowed" },
    { level: "warn", address: "127.0.0.6", reason: "address-full" },
    { level: "warn", address: "127.0.0.8", reason: "full" },
  ] as never);
  rmSync(dirname(file), { recursive: true });
});

test.each([[], ["--refuse-silently"]])(
  "of many refused clients 10 a second are logged, and the others are counted: %j",
  async (...flags) => {
    await using server = await JamServer.start(["--deny", "127.0.0.5", ...flags]);
    const clients = 300;
    for (let client = 0; client < clients; client++) await refusalOf(server, { from: "127.0.0.5" });
    const { stopped } = await server.stop();
    expect(stopped.counts).toMatchObject({ "not-allowed": clients });
    const logged = server.events.filter(isRefusal);
    const dropped = server.events.flatMap(({ refusals = 0 }) => refusals);
    expect(logged.length).toBeGreaterThanOrEqual(10);
    expect(logged.length).toBeLessThan(clients);
    expect(logged.length + dropped.reduce((sum, each) => sum + each, 0)).toBe(clients);
  },
);
