/** Who may come in: the lists of --allow and --deny, and what one hears who may not. */
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { JAM, JamServer } from "../support/jam-server.ts";
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

/** What one hears who is reset, which can come before the client has so much as connected. */
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

test("with --allow only the addresses named come in, and who does not is told so and counted", async () => {
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

test("an IPv4 client is one to a server that listens on IPv6 too, and an IPv6 one is told by its own entries", async () => {
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

test("the lists can stand in a variable, with commas, and as arrays in the file", async () => {
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

test("with --refuse-silently one who may not come in sees a reset, and not a byte", async () => {
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

test("what is no address is refused at the start, with the flag and the text", async () => {
  const { exit, stderr } = await runProgram([JAM, "serve", "--port", "0", "--deny", "10.0.0.0/33"]);
  expect(exit).toBe(2);
  expect(stderr).toContain("--deny must be addresses or subnets");
  expect(stderr).toContain('not "10.0.0.0/33"');
});
