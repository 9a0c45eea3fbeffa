/** Three servers behind a real HAProxy with deploy/haproxy/haproxy.cfg: restarts, deaths, drains and TLS. */
import { afterAll, beforeAll, expect } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../client/fake-server.ts";
import { HAPROXY_CFG, HaProxy, withHaproxy } from "../support/haproxy.ts";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const NAMES = ["a", "b", "c"] as const;
type Name = (typeof NAMES)[number];
const VISIT = `${REQUEST}QUIT\r\n`;
/** A limit for a busy machine: a passing test does not reach it. */
const LIMIT_MS = 180_000;

/** Between the sessions of a client: without pauses the load takes the core on which a server starts. */
const PAUSE_MS = 5;

/** Certificates of one authority, for HAProxy and for a client; and a client's that it did not sign. */
let folder = "";
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  if (Bun.which("openssl") === null) return;
  folder = mkdtempSync(join(tmpdir(), "jam-fleet-"));
  const script = `set -e; cd "$1"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=authority
    for name in server client; do
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout $name.key -out $name.csr -subj /CN=$name
      openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out $name.crt -days 2
    done
    cat server.crt server.key > server.pem
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout other.key -out other.crt -days 2 -subj /CN=other`;
  const { exit, stderr } = await runProgram(["bash", "-c", script, "bash", folder]);
  expect([exit, exit === 0 ? "" : stderr]).toEqual([0, ""]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** To be declared with `await using`. */
class Fleet implements AsyncDisposable {
  readonly servers = new Map<Name, JamServer>();
  readonly port: number;
  readonly tlsPort: number;
  readonly haproxy: HaProxy;
  readonly #ports: Readonly<Record<Name, number>>;

  private constructor(
    ports: Readonly<Record<Name, number>>,
    port: number,
    tlsPort: number,
    haproxy: HaProxy,
  ) {
    [this.#ports, this.port, this.tlsPort, this.haproxy] = [ports, port, tlsPort, haproxy];
  }

  static async start(env: Readonly<Record<string, string>> = {}): Promise<Fleet> {
    const servers = new Map<Name, JamServer>();
    for (const name of NAMES) servers.set(name, await startServer(0));
    const portOf = (name: Name) => servers.get(name)?.port ?? 0;
    const [port, tlsPort] = [await freePort(), await freePort()];
    const all = {
      SERVER_A: `127.0.0.1:${portOf("a")}`,
      SERVER_B: `127.0.0.1:${portOf("b")}`,
      SERVER_C: `127.0.0.1:${portOf("c")}`,
      BIND: `127.0.0.1:${port}`,
      TLS_BIND: `127.0.0.1:${tlsPort}`,
      CERTIFICATE: file("server.pem"),
      SOURCE_RATE: "1000000", // all load comes from one address
    };
    const haproxy = await HaProxy.start(readFileSync(HAPROXY_CFG, "utf8"), { ...all, ...env }, NAMES);
    const fleet = new Fleet({ a: portOf("a"), b: portOf("b"), c: portOf("c") }, port, tlsPort, haproxy);
    for (const [name, server] of servers) fleet.servers.set(name, server);
    return fleet;
  }

  server(name: Name): JamServer {
    const server = this.servers.get(name);
    if (server === undefined) throw new Error(`${name} was stopped`);
    return server;
  }

  /** As docs/operating.md describes it: no new connections, the open ones end, stop, start, new connections. */
  async restart(name: Name): Promise<void> {
    await this.drain(name);
    await this.haproxy.waitUntil(name, ({ openSessions }) => openSessions === 0);
    expect((await this.server(name).stop()).stopped.cut).toBe(0);
    this.servers.set(name, await startServer(this.#ports[name]));
    await this.haproxy.admin(`set server servers/${name} state ready`);
    await this.haproxy.waitUntil(name, ({ status }) => status === "UP");
  }

  async drain(name: Name): Promise<void> {
    await this.haproxy.admin(`set server servers/${name} state drain`);
    await this.haproxy.waitUntil(name, ({ status }) => status.startsWith("DRAIN"));
  }

  /** Of every client session of a server, the client's port. */
  clientPorts(name: Name): readonly number[] {
    return this.server(name).events.flatMap(({ event, port }) => (event === "session-opened" ? [port] : []));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.haproxy[Symbol.asyncDispose]();
    for (const server of this.servers.values()) await server[Symbol.asyncDispose]();
  }
}

const startServer = (port: number) =>
  JamServer.start(["--proxy-from", "127.0.0.1", "--port", String(port), "--threads", "2"]);

/** One connection of a client that asks `requests` times, each after the reply before, and quits. */
async function converse(
  port: number,
  requests: number,
): Promise<{ readonly isServed: boolean; readonly localPort: number }> {
  using client = await RawClient.dial(port);
  const { localPort } = client;
  for (let request = 1; request <= requests; request++) {
    client.send(REQUEST);
    await client.waitForBytes(request * REPLY_BYTES);
  }
  client.send("QUIT\r\n");
  const end = await client.waitForClose();
  return { isServed: end === "fin" && client.received === requests * REPLY_BYTES, localPort };
}

withHaproxy(
  "a rolling restart of all three under load loses no request",
  async () => {
    await using fleet = await Fleet.start();
    const lost: string[] = [];
    let sessions = 0;
    let isOver = false;
    const load = async (requests: number) => {
      while (!isOver) {
        const isServed = await converse(fleet.port, requests).then(
          (one) => one.isServed,
          (error: unknown) => String(error),
        );
        if (isServed !== true) lost.push(String(isServed));
        sessions++;
        await Bun.sleep(PAUSE_MS);
      }
    };
    const clients = [1, 1, 1, 1, 10, 100].map(load);
    for (const name of NAMES) await fleet.restart(name);
    const before = sessions;
    await until(
      10,
      () => sessions > before + 30,
      () => "load after the restart",
    );
    isOver = true;
    await Promise.all(clients);
    console.log(`${sessions} sessions during three restarts, ${lost.length} lost`);
    expect(lost).toEqual([]);
    for (const name of NAMES) expect(fleet.clientPorts(name).length).toBeGreaterThan(0);
  },
  LIMIT_MS,
);

withHaproxy(
  "the death of one server costs only the sessions that are open on it",
  async () => {
    await using fleet = await Fleet.start();
    const clients: RawClient[] = [];
    for (let number = 0; number < 12; number++) {
      const client = await RawClient.dial(fleet.port);
      client.send(REQUEST);
      await client.waitForBytes(REPLY_BYTES);
      clients.push(client);
    }
    const isOn = (name: Name, { localPort }: RawClient) => fleet.clientPorts(name).includes(localPort);
    await until(
      10,
      () => clients.every((client) => NAMES.some((name) => isOn(name, client))),
      () => "every session in a log",
    );
    const onB = new Set(clients.filter((client) => isOn("b", client)));
    expect(onB.size).toBeGreaterThan(0);
    expect(onB.size).toBeLessThan(clients.length);
    await fleet.server("b")[Symbol.asyncDispose](); // SIGKILL
    // Also in the second that HAProxy takes to notice, no new connection is lost.
    for (let visit = 0; visit < 30; visit++) expect((await converse(fleet.port, 1)).isServed).toBe(true);
    for (const client of clients) {
      if (onB.has(client)) expect(await client.waitForClose()).toBe("fin");
      else {
        client.send(VISIT);
        expect(await client.waitForClose()).toBe("fin");
        expectTimes(client.text, 2);
      }
    }
  },
  LIMIT_MS,
);

withHaproxy(
  "a drained server gets no new connections, and its open ones go on",
  async () => {
    await using fleet = await Fleet.start();
    const clients: RawClient[] = [];
    for (let number = 0; number < 3; number++) clients.push(await RawClient.dial(fleet.port));
    for (const client of clients) {
      client.send(REQUEST);
      await client.waitForBytes(REPLY_BYTES);
    }
    await fleet.drain("c");
    const ports = [];
    for (let visit = 0; visit < 30; visit++) ports.push((await converse(fleet.port, 1)).localPort);
    await fleet
      .server("c")
      .waitFor(
        ({ event, port }) =>
          event === "session-opened" && clients.some(({ localPort }) => localPort === port),
      );
    const onC = fleet.clientPorts("c");
    expect(ports.filter((port) => onC.includes(port))).toEqual([]);
    expect(clients.filter(({ localPort }) => onC.includes(localPort))).toHaveLength(1);
    for (const client of clients) {
      client.send(VISIT);
      expect(await client.waitForClose()).toBe("fin");
      expectTimes(client.text, 2);
    }
  },
  LIMIT_MS,
);

withHaproxy(
  "a source has its connections at most, and others are served meanwhile",
  async () => {
    await using fleet = await Fleet.start({ SOURCE_CONNECTIONS: "3" });
    const clients: RawClient[] = [];
    for (let number = 0; number < 3; number++)
      clients.push(await RawClient.dial(fleet.port, { from: "127.0.0.7" }));
    for (const client of clients) {
      client.send(REQUEST);
      await client.waitForBytes(REPLY_BYTES);
    }
    const fourth = await RawClient.dial(fleet.port, { from: "127.0.0.7" }).catch(() => undefined); // reset at once
    await fourth?.waitForClose();
    expect(fourth?.received ?? 0).toBe(0);
    expect((await converse(fleet.port, 1)).isServed).toBe(true);
    for (const client of clients) client[Symbol.dispose]();
  },
  LIMIT_MS,
);

/** @returns what openssl's client prints of the server's bytes */
async function overTls(port: number, ...options: readonly string[]) {
  const command = [
    "openssl",
    "s_client",
    "-quiet",
    "-verify_quiet",
    "-CAfile",
    file("ca.pem"),
    "-connect",
    `127.0.0.1:${port}`,
  ];
  return runProgram([...command, ...options], { input: VISIT, seconds: 10 });
}

withHaproxy(
  "TLS sessions are served with 1.2 and 1.3, and not with 1.1",
  async () => {
    await using fleet = await Fleet.start();
    for (const version of ["-tls1_2", "-tls1_3"]) {
      expectTimes((await overTls(fleet.tlsPort, version, "-verify_return_error")).stdout, 1);
    }
    const old = await overTls(fleet.tlsPort, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0");
    expect([old.exit, old.stdout]).toEqual([1, ""]);
    expect(old.stderr).toContain("alert protocol version");
  },
  LIMIT_MS,
);

withHaproxy(
  "with mutual TLS only clients with a certificate of the authority are served",
  async () => {
    await using fleet = await Fleet.start({ CLIENT_CA: file("ca.pem") });
    const as = (name: string) => ["-cert", file(`${name}.crt`), "-key", file(`${name}.key`)];
    expectTimes((await overTls(fleet.tlsPort, ...as("client"))).stdout, 1);
    for (const options of [[], as("other")])
      expect((await overTls(fleet.tlsPort, ...options)).stdout).toBe("");
  },
  LIMIT_MS,
);
