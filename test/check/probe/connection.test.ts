/** One connection against real servers: accepted, refused, silent, closed and reset are distinguished. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { observe } from "../../../src/check/attempt.ts";
import { PASS } from "../../../src/check/outcome.ts";
import { Connection } from "../../../src/check/probe/connection.ts";
import { Trace } from "../../../src/check/probe/trace.ts";
import type { Address } from "../../../src/check/target/route.ts";
import { needs } from "../../end-to-end/support/needs.ts";
import { until } from "../../end-to-end/support/within.ts";
import { freePort, saying, smallServer } from "../small-server.ts";
import { inOwnNetwork, testInOwnNetwork } from "../target/own-network.ts";

const LONG_MS = 5_000;

/** Listens with a backlog of 0, fills it, and never accepts; ends with its standard input. */
const FULL_BACKLOG = `
import socket, sys
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(0)
fillers = [socket.socket() for _ in range(4)]
for filler in fillers:
    filler.setblocking(False)
    filler.connect_ex(listener.getsockname())
print(listener.getsockname()[1], flush=True)
sys.stdin.read()
`;

async function open(address: Address) {
  const trace = new Trace();
  const connection = await Connection.open(address, trace, LONG_MS);
  if (typeof connection === "string") throw new Error(`there is no connection: ${connection}`);
  return { connection, kinds: () => trace.events.map(({ kind }) => kind) };
}

test("a port on which nothing listens refuses, and that is noted", async () => {
  const trace = new Trace();
  const address = { ip: "127.0.0.1", port: await freePort() };
  expect(await Connection.open(address, trace, LONG_MS)).toBe("refused");
  expect(trace.events).toEqual([{ at: expect.any(Number), connection: 1, kind: "refused" }]);
});

needs("python3", "python3")("a server whose backlog is full does not accept, in the time given", async () => {
  const server = Bun.spawn(["python3", "-c", FULL_BACKLOG], { stdin: "pipe", stdout: "pipe" });
  try {
    const { value } = await server.stdout.getReader().read();
    const address = { ip: "127.0.0.1", port: Number(new TextDecoder().decode(value)) };
    const trace = new Trace();
    const from = performance.now();
    expect(await Connection.open(address, trace, 300)).toBe("not-accepted");
    expect(performance.now() - from).toBeGreaterThanOrEqual(299);
    expect(trace.events).toMatchObject([{ kind: "not-accepted" }]);
  } finally {
    server.kill("SIGKILL");
    await server.exited;
  }
});

needs("python3", "python3")(
  "a hurried try waits for an accept for half a second only, and does not count",
  async () => {
    const server = Bun.spawn(["python3", "-c", FULL_BACKLOG], { stdin: "pipe", stdout: "pipe" });
    try {
      const { value } = await server.stdout.getReader().read();
      const address = { ip: "127.0.0.1", port: Number(new TextDecoder().decode(value)) };
      const hurried = { address, timeScale: 1, normal: undefined, cpuTimes: undefined, hurryMs: 150 };
      const { tried, ranOut, seconds } = await observe(hurried, async (probe) => {
        await probe.open();
        return PASS;
      });
      expect({ tried, ranOut }).toEqual({
        tried: { verdict: "fail", fault: "not-accepted", parameters: {} },
        ranOut: true,
      });
      expect(seconds).toBeLessThan(1.9); // the contract's patience is 2 s
    } finally {
      server.kill("SIGKILL");
      await server.exited;
    }
  },
);

/** The same, which accepts everyone from the first line of its input on, answers late, and prints how a client that is not its own ends. */
const ACCEPTS_LATE = `${FULL_BACKLOG.replace("sys.stdin.read()", "sys.stdin.readline()")}
own = [filler.getsockname() for filler in fillers]
while True:
    client, address = listener.accept()
    if address in own: continue
    try:
        client.sendall(b"JAM 10:00:00\\r\\n")
        print("closed" if client.recv(64) == b"" else "talked", flush=True)
    except ConnectionResetError: print("reset", flush=True)
`;

needs("python3", "python3")(
  "a connect that was given up ends with a FIN when it is accepted after all",
  async () => {
    const server = Bun.spawn(["python3", "-c", ACCEPTS_LATE], { stdin: "pipe", stdout: "pipe" });
    try {
      const lines = createInterface({ input: Readable.fromWeb(server.stdout) })[Symbol.asyncIterator]();
      const address = { ip: "127.0.0.1", port: Number((await lines.next()).value) };
      expect(await Connection.open(address, new Trace(), 100)).toBe("not-accepted");
      server.stdin.write("\n");
      await server.stdin.flush();
      expect((await lines.next()).value).toBe("closed");
    } finally {
      server.kill("SIGKILL");
      await server.exited;
    }
  },
);

testInOwnNetwork("a connection to itself counts as refused", async () => {
  const program = `
    import { Trace } from "${join(import.meta.dir, "../../../src/check/probe/trace.ts")}";
    import { Connection } from "${join(import.meta.dir, "../../../src/check/probe/connection.ts")}";
    const trace = new Trace();
    const opened = await Connection.open({ ip: "127.0.0.1", port: 45000 }, trace, 2000);
    console.log(typeof opened === "string" ? opened : "connected", trace.events.map(({ kind }) => kind).join());
    process.exit();`;
  const onePort = "ip link set lo up && echo 45000 45000 >/proc/sys/net/ipv4/ip_local_port_range";
  const child = Bun.spawn([...inOwnNetwork(onePort, [process.execPath, "-e", program])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  expect(await child.stdout.text()).toBe("refused refused\n");
});

test("what comes is kept a character a byte, and noted with the moment of our sending", async () => {
  await using server = await saying("JAM \xff\0\r\n");
  const { connection, kinds } = await open(server.address);
  expect(await connection.send("TIME\r\n")).toBe(true);
  expect(await connection.until(() => connection.text.length === 8, LONG_MS)).toBe(true);
  expect(connection.text).toBe("JAM \xff\0\r\n");
  expect(kinds()).toEqual(["connected", "sent", "received"]);
  expect(connection.ending).toBeUndefined();
  connection.close();
});

test("the server's FIN is a close, and its reset is a reset", async () => {
  await using closing = await smallServer((socket) => void socket.once("data", () => socket.end("bye")));
  const closed = await open(closing.address);
  await closed.connection.send("QUIT\r\n");
  // Waiting ends with the server, long before the time is over.
  expect(await closed.connection.until(() => false, 60_000)).toBe(false);
  expect([closed.connection.ending, closed.connection.text]).toEqual(["closed", "bye"]);
  expect(closed.kinds()).toEqual(["connected", "sent", "received", "closed"]);
  closed.connection.close();

  await using resetting = await smallServer(
    (socket) => void socket.once("data", () => socket.resetAndDestroy()),
  );
  const reset = await open(resetting.address);
  await reset.connection.send("QUIT\r\n");
  expect(await reset.connection.until(() => false, 60_000)).toBe(false);
  expect(reset.connection.ending).toBe("reset");
  expect(reset.kinds()).toEqual(["connected", "sent", "reset"]);
});

test("a silent server is silence, after the time given, and stays open", async () => {
  await using server = await smallServer(() => {});
  const { connection, kinds } = await open(server.address);
  const from = performance.now();
  expect(await connection.until(() => connection.text !== "", 100)).toBe(false);
  expect(performance.now() - from).toBeGreaterThanOrEqual(99);
  expect(connection.ending).toBeUndefined();
  expect(kinds()).toEqual(["connected", "silence"]);
  connection.close();
});

test("after our own FIN the server still answers, and its close is noted as its own", async () => {
  await using server = await smallServer((socket) => void socket.on("end", () => socket.end("late")));
  const { connection, kinds } = await open(server.address);
  connection.end();
  await connection.until(() => connection.ending !== undefined, LONG_MS);
  expect([connection.text, connection.ending]).toEqual(["late", "closed"]);
  expect(kinds()).toEqual(["connected", "we-ended", "received", "closed"]);
  connection.close();
});

test("our own close is no close of the server, and neither is what the server does then", async () => {
  await using server = await smallServer((socket) => void socket.on("end", () => socket.end("bye")));
  const { connection, kinds } = await open(server.address);
  connection.close();
  await until(
    5,
    () => server.met[0]?.ending !== undefined,
    () => "an end that the server saw",
  );
  await Bun.sleep(20);
  expect(server.met[0]?.ending).toBe("closed");
  expect([connection.ending, kinds()]).toEqual([undefined, ["connected"]]);
});

test("our own reset is a reset to the server, and is noted as ours alone", async () => {
  await using server = await smallServer(() => {});
  const { connection, kinds } = await open(server.address);
  await connection.send("TIME\r\n");
  connection.reset();
  await until(
    5,
    () => server.met[0]?.ending !== undefined,
    () => "an end that the server saw",
  );
  expect(server.met[0]?.ending).toBe("reset");
  expect([connection.ending, kinds()]).toEqual([undefined, ["connected", "sent", "we-reset"]]);
});

test("sending to a server that does not read ends in time, and reports that not all was sent", async () => {
  await using server = await smallServer((socket) => void socket.pause());
  const { connection } = await open(server.address);
  const from = performance.now();
  expect(await connection.send(Buffer.alloc(64 << 20, "A"), 300)).toBe(false);
  const ms = performance.now() - from;
  expect(ms).toBeGreaterThanOrEqual(299);
  expect(ms).toBeLessThan(3_000);
  expect(connection.ending).toBeUndefined();
  connection.close();
});

test("sending to a server that has closed ends at once", async () => {
  await using server = await smallServer((socket) => void socket.resetAndDestroy());
  const { connection } = await open(server.address);
  await connection.until(() => connection.ending !== undefined, LONG_MS);
  expect(await connection.send("TIME\r\n", 60_000)).toBe(false);
});

test("of a server that sends without end a bounded part is kept, and that it closed is seen", async () => {
  await using server = await smallServer((socket) => void socket.end(Buffer.alloc(8 << 20, "A")));
  const { connection } = await open(server.address);
  expect(await connection.until(() => connection.ending !== undefined, 20_000)).toBe(true);
  expect(connection.ending).toBe("closed");
  expect(connection.text.length).toBeGreaterThanOrEqual(1 << 20);
  expect(connection.text.length).toBeLessThan(4 << 20);
  connection.close();
});

test("silence begins after the last byte", async () => {
  await using server = await smallServer((socket) => {
    for (const at of [50, 100, 150]) setTimeout(() => socket.write("x"), at);
  });
  const { connection } = await open(server.address);
  await connection.untilSilent(1_000);
  expect(connection.text).toBe("xxx");
  expect(performance.now() - connection.lastAt).toBeGreaterThanOrEqual(999);
  connection.close();
});

test("waiting for the silence of a server that never stops ends after ten times as long", async () => {
  await using server = await smallServer((socket) => {
    const timer = setInterval(() => socket.write("x"), 5);
    socket.once("close", () => clearInterval(timer));
  });
  const { connection } = await open(server.address);
  const from = performance.now();
  await connection.untilSilent(50);
  const ms = performance.now() - from;
  expect(ms).toBeLessThan(3_000);
  expect(connection.ending).toBeUndefined();
  connection.close();
});

test("what came while the judge could not look has come in time, and a connect that was made as well", async () => {
  await using server = await saying("early");
  const opening = Connection.open(server.address, new Trace(), 20);
  stall();
  const connection = await opening;
  if (typeof connection === "string") throw new Error(`there is no connection: ${connection}`);
  await connection.send("?");
  const reading = connection.until(() => connection.text !== "", 20);
  await Bun.sleep(5);
  stall();
  expect(await reading).toBe(true);
  connection.reset();
});

/** As a busy machine does. */
function stall() {
  const from = performance.now();
  while (performance.now() - from < 100);
}
