/** A server that cannot listen: one message with the remedy, on stderr, exit code 3, no stack trace. */
import { expect, test } from "bun:test";
import { JAM, JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { type Ended, runProgram } from "../support/run-program.ts";
import { within } from "../support/within.ts";

const PRIVILEGED = 80;

function expectRefused({ exit, stdout, stderr }: Ended): void {
  expect(stdout).toBe("");
  expect(stderr).toStartWith("jam: ");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(exit).toBe(3);
}

/** `localhost:PORT` on a port that the system gives to outgoing connections. */
function holdPort() {
  return Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
}

test("a port that another program listens on: the program is named, and how to reserve the port", async () => {
  const holder = holdPort();
  try {
    const ended = await runProgram([JAM, "serve", "--host", "127.0.0.1", "--port", String(holder.port)]);
    expectRefused(ended);
    expect(ended.stderr).toContain(`port ${holder.port} is taken`);
    expect(ended.stderr).toContain(`(process ${process.pid}) listens on it`);
    expect(ended.stderr).toContain(`sysctl -w net.ipv4.ip_local_reserved_ports=${holder.port},45080`);
  } finally {
    holder.stop(true);
  }
});

test("a port that an outgoing connection was given: the message says that", async () => {
  const server = holdPort();
  const client = await Bun.connect({ hostname: "127.0.0.1", port: server.port, socket: { data() {} } });
  try {
    const ended = await runProgram([JAM, "serve", "--host", "127.0.0.1", "--port", String(client.localPort)]);
    expectRefused(ended);
    // Another process can have the same number for a connection to somewhere else, and be found first.
    expect(ended.stderr).toMatch(/\(process \d+\) has an outgoing connection from it/);
  } finally {
    client.end();
    server.stop(true);
  }
});

test("a port that another jam serves is refused, and not shared", async () => {
  await using server = await JamServer.start();
  using client = await RawClient.dial(server.port);
  for (const host of ["127.0.0.1", "*"]) {
    const ended = await runProgram([JAM, "serve", "--host", host, "--port", String(server.port)]);
    expectRefused(ended);
    expect(ended.stderr).toContain(`(process ${server.pid}) listens on it`);
  }
  client.send("TIME\r\nQUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
});

test("an address that is not of this machine: those that are", async () => {
  const ended = await runProgram([JAM, "serve", "--host", "192.0.2.1", "--port", "0"]); // TEST-NET-1, RFC 5737
  expectRefused(ended);
  expect(ended.stderr).toContain("192.0.2.1 is not an address of this machine");
  expect(ended.stderr).toContain("127.0.0.1");
});

test("a host name that has no address", async () => {
  const ended = await runProgram([JAM, "serve", "--host", "no-such-host.invalid", "--port", "0"]);
  expectRefused(ended);
  expect(ended.stderr).toContain("no-such-host.invalid");
});

/** Below the range of outgoing connections: none of the other tests' can take it in the meantime. */
function quietPort(): number {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    try {
      Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } }).stop(true);
      return port;
    } catch {} // taken: another one
  }
}

const STARTS = 8;

/** Resolves when all but one have ended. */
async function startAtOnce(port: number) {
  const serve = [JAM, "serve", "--host", "127.0.0.1", "--port", String(port), "--monitor", "off"];
  const children = Array.from({ length: STARTS }, () => Bun.spawn(serve, { stdout: "pipe", stderr: "pipe" }));
  const ended: Bun.Subprocess<"ignore", "pipe", "pipe">[] = [];
  const allButOne = Promise.withResolvers<void>();
  for (const child of children)
    void child.exited.then(() => {
      if (ended.push(child) === STARTS - 1) allButOne.resolve();
    });
  await within(40, allButOne.promise, () => `${STARTS - 1} servers that ended, only ${ended.length}`);
  const winner = children.find((child) => !ended.includes(child));
  return {
    winner,
    losers: await Promise.all(
      ended.map(async (child) => ({ exit: child.exitCode, stderr: await child.stderr.text() })),
    ),
    async [Symbol.asyncDispose]() {
      winner?.kill();
      await Promise.all(children.map((child) => child.exited));
    },
  };
}

test("of eight servers that start on one port at once one serves and the others name it, ten times, also if another process holds the name of the lock that there once was", async () => {
  const port = quietPort();
  // Only Linux has abstract socket names, which end with the process.
  const isLinux = process.platform === "linux";
  const hostile = isLinux
    ? Bun.listen({ unix: `\0jam-start-${port}`, socket: { data() {} } })
    : { stop(_: boolean) {} };
  try {
    for (let round = 0; round < 10; round++) {
      await using started = await startAtOnce(port);
      for (const { exit, stderr } of started.losers) {
        expect(stderr).toContain(`port ${port} is taken`);
        expect(stderr).toContain(`(process ${started.winner?.pid}) listens on it`);
        expect(exit).toBe(3);
      }
      using client = await RawClient.dial(port);
      client.send("TIME\r\nQUIT\r\n");
      expect(await client.waitForClose()).toBe("fin");
      expect(client.text).toMatch(/^JAM \d\d:\d\d:\d\d\r\n$/);
    }
  } finally {
    hostile.stop(true);
  }
}, 120_000);

test("a client that connects while the server starts is served, and not reset", async () => {
  const port = quietPort();
  const firstAnswer = async () => {
    const serve = [JAM, "serve", "--host", "127.0.0.1", "--port", String(port), "--monitor", "off"];
    const child = Bun.spawn(serve, { stdout: "ignore", stderr: "ignore" });
    try {
      for (let left = 2_000; left > 0; left--) {
        const client = await RawClient.dial(port).catch(() => undefined);
        if (client === undefined) {
          await Bun.sleep(2); // nothing reports that the port listens
          continue;
        }
        using _ = client;
        client.send("TIME\r\nQUIT\r\n");
        return [await client.waitForClose(), client.text.slice(0, 4)];
      }
      return ["never listened"];
    } finally {
      child.kill();
      await child.exited;
    }
  };
  for (let start = 0; start < 10; start++) expect(await firstAnswer()).toEqual(["fin", "JAM "]);
}, 60_000);

// In its own network namespace, in which ports below 1024 are privileged whatever this machine allows.
const namespace = [
  "unshare",
  "--net",
  "setpriv",
  "--inh-caps=-net_bind_service",
  "--bounding-set=-net_bind_service",
];
const isPossible = Bun.spawnSync([...namespace, "true"]).success;
const withRights = isPossible ? test : test.skip;

withRights(
  "a port below 1024 without the right: the port to take, or the setting to change (needs root and Debian's util-linux)",
  async () => {
    const ended = await runProgram([...namespace, JAM, "serve", "--port", String(PRIVILEGED)]);
    expectRefused(ended);
    expect(ended.stderr).toContain("port 80 needs a privilege that this user does not have");
    expect(ended.stderr).toContain("sysctl -w net.ipv4.ip_unprivileged_port_start=80");
  },
);
