/** Behind a proxy: --proxy-from, with headers in all shapes, and what limits, log and monitor make of them. */
import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { addressBlock, binaryHeader, LOCAL_COMMAND, TCP6 } from "../../server/proxy/headers.ts";
import { JAM, JamServer, type LogLine } from "../support/jam-server.ts";
import { MonitoredServer } from "../support/monitor.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES } from "../support/replies.ts";

const PROXY = "127.0.0.9";
const HEADER_REQUIRED = "ERROR a PROXY header is required from this address\r\n";
const NOT_ACCEPTED = "ERROR a PROXY header is accepted only if --proxy-from lists the sender\r\n";
const NOT_ALLOWED = "ERROR not allowed\r\n";
const FULL = "ERROR too many connections\r\n";
const VISIT = "TIME\r\nQUIT\r\n";

const start = (...flags: readonly string[]) => JamServer.start(["--proxy-from", PROXY, ...flags]);
const text = (address: string, port = 50_000) => `PROXY TCP4 ${address} 192.0.2.1 ${port} 45000\r\n`;
const opened = ({ event }: LogLine) => event === "session-opened";
const refused = ({ event }: LogLine) => event === "connection-refused";

/** What a client receives that comes from `from` and sends `bytes`. */
async function answerTo(server: JamServer, bytes: string | Buffer, from = PROXY): Promise<string> {
  using client = await RawClient.dial(server.port, { from });
  client.send(bytes);
  await client.waitForClose();
  return client.text;
}

const served = (reply: string) => {
  expectTimes(reply, 1);
  return true;
};

describe("a header from an address in --proxy-from", () => {
  test.each<[string, Buffer, string, number]>([
    ["of version 1", Buffer.from(text("203.0.113.7", 1234)), "203.0.113.7", 1234],
    ["of version 1 with IPv6", Buffer.from("PROXY TCP6 2001:DB8::7 ::1 77 1\r\n"), "2001:db8::7", 77],
    ["of version 2", binaryHeader(), "203.0.113.7", 50_000],
    [
      "of version 2 with IPv6, TLVs and a checksum",
      binaryHeader({
        family: TCP6,
        addresses: addressBlock("2001:db8::7", "::1", 77, 1),
        tlvs: [{ type: 2, value: Buffer.from("jam") }],
        hasChecksum: true,
      }),
      "2001:db8::7",
      77,
    ],
    [
      "with a mapped address",
      binaryHeader({ family: TCP6, addresses: addressBlock("::ffff:10.1.2.3", "::1", 9, 1) }),
      "10.1.2.3",
      9,
    ],
  ])("%s: the log has the client, however the header is cut", async (_, header, address, port) => {
    await using server = await start();
    expect(served(await answerTo(server, Buffer.concat([header, Buffer.from(VISIT)])))).toBe(true);
    using client = await RawClient.dial(server.port, { from: PROXY });
    for (const byte of header) {
      client.send(Buffer.of(byte));
      await setImmediate();
    }
    client.send(VISIT);
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
    expect(await server.waitForAll(opened, 2)).toMatchObject([
      { address, port },
      { address, port },
    ] as never);
    expect((await server.stop()).stopped.counts).toMatchObject({ opened: 2, quit: 2, bytesReceived: 24 });
  });

  test.each<[string, string | Buffer]>([
    ["UNKNOWN", "PROXY UNKNOWN\r\n"],
    ["UNSPEC", binaryHeader({ family: 0, addresses: Buffer.alloc(0) })],
    ["LOCAL", binaryHeader({ command: LOCAL_COMMAND, family: 0, addresses: Buffer.alloc(0) })],
    ["a UNIX socket", binaryHeader({ family: 0x31, addresses: Buffer.alloc(216) })],
  ])("that names no client, %s: the log has the proxy", async (_, header) => {
    await using server = await start();
    expect(served(await answerTo(server, Buffer.concat([Buffer.from(header), Buffer.from(VISIT)])))).toBe(
      true,
    );
    expect(await server.waitFor(opened)).toMatchObject({ address: PROXY });
  });

  test("may stand alone in its segment: the session is open, and idle", async () => {
    await using server = await start();
    using client = await RawClient.dial(server.port, { from: PROXY });
    client.send(text("203.0.113.7"));
    expect(await server.waitFor(opened)).toMatchObject({ address: "203.0.113.7" });
    expect(client.received).toBe(0);
    client.send("TIME\r\n");
    await client.waitForBytes(REPLY_BYTES);
    client.finish();
    expect(await client.waitForClose()).toBe("fin");
  });
});

test("a header from any other address is refused, and such an address needs none", async () => {
  await using server = await start();
  for (const header of [text("203.0.113.7"), "PROXY UNKNOWN\r\n", binaryHeader()]) {
    const bytes = Buffer.concat([Buffer.from(header), Buffer.from(VISIT)]);
    expect(await answerTo(server, bytes, "127.0.0.5")).toBe(NOT_ACCEPTED);
  }
  expect(served(await answerTo(server, VISIT, "127.0.0.5"))).toBe(true);
  const addresses = (await server.waitForAll(opened, 4)).map(
    (line) => (line as { address?: string }).address,
  );
  expect([...new Set(addresses)]).toEqual(["127.0.0.5"]);
  expect((await server.stop()).stopped.counts).toMatchObject({ opened: 4, proxy: 3, quit: 1 });
});

test("a header that a client sends through its proxy comes second, and is refused", async () => {
  await using server = await start();
  for (const header of [text("198.51.100.1"), binaryHeader()]) {
    const bytes = Buffer.concat([binaryHeader(), Buffer.from(header), Buffer.from(VISIT)]);
    expect(await answerTo(server, bytes)).toBe(NOT_ACCEPTED);
  }
});

test("what is not a header costs that connection only, and is logged and counted", async () => {
  await using server = await start();
  using other = await RawClient.dial(server.port, { from: PROXY });
  other.send(text("203.0.113.7"));
  for (const bytes of [
    VISIT,
    "\xff\xfe",
    "PROXY TCP4 1.2.3.4 5.6.7.8 1 99999\r\n",
    binaryHeader({ command: 0x31 }),
  ]) {
    expect(await answerTo(server, bytes)).toBe(HEADER_REQUIRED);
  }
  other.send(VISIT);
  expect(await other.waitForClose()).toBe("fin");
  expectTimes(other.text, 1);
  expect(await server.waitFor(refused)).toMatchObject({ address: PROXY, reason: "proxy-header" });
  expect((await server.stop()).stopped.counts).toMatchObject({ opened: 1, quit: 1, "proxy-header": 4 });
});

test("a proxy that closes or resets before its header is counted, not refused, and frees its place", async () => {
  // One for the proxy, one for the visit before, whose end the server may not have seen; it could not keep four.
  await using server = await start("--max-connections", "2");
  for (const part of ["", "PROXY TC"]) {
    for (const end of ["finish", "reset"] as const) {
      using client = await RawClient.dial(server.port, { from: PROXY });
      client.send(part);
      client[end]();
      if (end === "finish") expect([await client.waitForClose(), client.text]).toEqual(["fin", ""]);
      // Its place is free once the server has seen the end.
      const visit = () => answerTo(server, `${text("203.0.113.7")}${VISIT}`);
      let reply = await visit();
      for (let turn = 0; turn < 200 && reply === FULL; turn++) reply = await visit();
      expect(served(reply)).toBe(true);
    }
  }
  expect((await server.stop()).stopped.counts).toMatchObject({ opened: 4, quit: 4, proxyClosed: 4 });
});

test("a header that does not come within 5 seconds is refused", async () => {
  await using server = await start();
  using client = await RawClient.dial(server.port, { from: PROXY });
  client.send("PROXY TCP4 203.0.113.7");
  expect(await client.waitForClose()).toBe("fin");
  expect(client.text).toBe("ERROR no PROXY header within 5 seconds\r\n");
  expect(await server.waitFor(refused)).toMatchObject({ address: PROXY, reason: "proxy-timeout" });
});

describe("limits", () => {
  test("--allow and --deny hold for the client, and --deny for the proxy too", async () => {
    await using server = await start(
      "--allow",
      "203.0.113.0/24",
      "--deny",
      "203.0.113.9,127.0.0.8",
      "--proxy-from",
      "127.0.0.8",
    );
    const visit = (address: string) => answerTo(server, `${text(address)}${VISIT}`);
    expect(served(await visit("203.0.113.7"))).toBe(true);
    expect(await visit("203.0.113.9")).toBe(NOT_ALLOWED);
    expect(await visit("198.51.100.1")).toBe(NOT_ALLOWED);
    expect(await server.waitForAll(refused, 2)).toMatchObject([
      { address: "203.0.113.9", reason: "not-allowed" },
      { address: "198.51.100.1", reason: "not-allowed" },
    ] as never);
    expect(await answerTo(server, "", "127.0.0.8")).toBe(NOT_ALLOWED);
    expect(await answerTo(server, VISIT, "127.0.0.5")).toBe(NOT_ALLOWED);
    // What names no client is the proxy's own, which is not in --allow here.
    const check = binaryHeader({ command: LOCAL_COMMAND, family: 0, addresses: Buffer.alloc(0) });
    for (const header of [check, Buffer.from("PROXY UNKNOWN\r\n")]) {
      expect(await answerTo(server, Buffer.concat([header, Buffer.from(VISIT)]))).toBe(NOT_ALLOWED);
    }
  });

  test("--max-connections-per-address counts clients, not the proxy, and an IPv6 /64 as one", async () => {
    await using server = await start("--max-connections-per-address", "1", "--threads", "2");
    const open: RawClient[] = [];
    for (const header of [text("203.0.113.7"), text("203.0.113.8"), "PROXY TCP6 2001:db8::7 ::1 77 1\r\n"]) {
      const client = await RawClient.dial(server.port, { from: PROXY });
      client.send(`${header}TIME\r\n`);
      await client.waitForBytes(REPLY_BYTES);
      open.push(client);
    }
    expect(await answerTo(server, `${text("203.0.113.7", 2)}${VISIT}`)).toBe(FULL);
    expect(await answerTo(server, `PROXY TCP6 2001:db8::8 ::1 77 1\r\n${VISIT}`)).toBe(FULL);
    expect(served(await answerTo(server, `${text("203.0.113.9")}${VISIT}`))).toBe(true);
    open[0]?.send("QUIT\r\n");
    await open[0]?.waitForClose();
    expect(served(await answerTo(server, `${text("203.0.113.7")}${VISIT}`))).toBe(true);
    for (const client of open) client[Symbol.dispose]();
  });

  test("--max-connections counts a connection from its first moment", async () => {
    await using server = await start("--max-connections", "2", "--threads", "1"); // which accepts in order
    using first = await RawClient.dial(server.port, { from: PROXY });
    using second = await RawClient.dial(server.port, { from: PROXY });
    expect(await answerTo(server, "", PROXY)).toBe(FULL);
    first.send(`${text("203.0.113.7")}${VISIT}`);
    second.send(`${text("203.0.113.8")}${VISIT}`);
    await Promise.all([first.waitForClose(), second.waitForClose()]);
    expectTimes(first.text + second.text, 2);
    expect((await server.stop()).stopped.counts).toMatchObject({ opened: 2, quit: 2, full: 1 });
  });

  test("--request-rate holds for each client", async () => {
    await using server = await start("--request-rate", "1", "--request-burst", "3");
    const ask = async (address: string, replies: number) => {
      using client = await RawClient.dial(server.port, { from: PROXY });
      client.send(text(address) + "TIME\r\n".repeat(4));
      await client.waitForBytes(replies * REPLY_BYTES);
      return client.received;
    };
    for (const address of ["203.0.113.7", "203.0.113.8"]) expect(await ask(address, 3)).toBe(3 * REPLY_BYTES);
  });

  test("new lists end the sessions of clients that are no longer allowed, and no others of their proxy", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "jam-proxy-")), "jam.toml");
    writeFileSync(file, "");
    await using server = await JamServer.start(["--proxy-from", PROXY, "--config", file], {
      command: ["setsid", JAM, "serve"],
    });
    const open = async (address: string) => {
      const client = await RawClient.dial(server.port, { from: PROXY });
      client.send(`${text(address)}TIME\r\n`);
      await client.waitForBytes(REPLY_BYTES);
      return client;
    };
    using leaving = await open("203.0.113.7");
    using staying = await open("203.0.113.8");
    writeFileSync(file, 'deny = ["203.0.113.7"]\n');
    server.signal("SIGHUP");
    expect(await leaving.waitForClose()).toBe("fin");
    expect(leaving.text).toEndWith(NOT_ALLOWED);
    staying.send(VISIT);
    expect(await staying.waitForClose()).toBe("fin");
    expectTimes(staying.text, 2);
    rmSync(dirname(file), { recursive: true });
  });
});

test("the monitor shows the client, and its bytes without the header", async () => {
  await using monitored = await MonitoredServer.start(["--proxy-from", PROXY]);
  using client = await RawClient.dial(monitored.port, { from: PROXY });
  client.send(Buffer.concat([binaryHeader(), Buffer.from("TIME\r\n")]));
  await client.waitForBytes(REPLY_BYTES);
  const { rows } = await monitored.sessionsWhen(({ rows }) => rows[0]?.requests === 1);
  expect(rows).toMatchObject([{ address: "203.0.113.7", port: 50_000, state: "open" }]);
  const { chunks } = await monitored.session(rows[0]?.session ?? "");
  expect(JSON.stringify(chunks)).not.toContain("PROXY");
  expect(chunks[0]).toMatchObject({ hex: Buffer.from("TIME\r\n").toString("hex") } as never);
});

test("with --refuse-silently what is not a header gets a reset and not a byte", async () => {
  await using server = await start("--refuse-silently");
  using client = await RawClient.dial(server.port, { from: PROXY });
  client.send(VISIT);
  expect([await client.waitForClose(), client.text]).toEqual(["reset", ""]);
});

test("a server that stops waits for no header, and serves what has one", async () => {
  await using server = await start();
  using silent = await RawClient.dial(server.port, { from: PROXY });
  silent.send("PROXY ");
  using client = await RawClient.dial(server.port, { from: PROXY });
  client.send(`${text("203.0.113.7")}TIME\r\n`);
  await client.waitForBytes(REPLY_BYTES);
  const { stopped, exit } = await server.stop();
  expect([exit, stopped.cut, await silent.waitForClose(), await client.waitForClose()]).toEqual([
    0,
    0,
    "fin",
    "fin",
  ]);
  expect(stopped.counts).toMatchObject({ opened: 1, drained: 1, proxyClosed: 1 });
});
