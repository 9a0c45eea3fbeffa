/** A server that cannot listen: one message with the remedy, on stderr, exit code 3, no stack trace. */
import { expect, test } from "bun:test";
import { JAM, JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { type Ended, runProgram } from "../support/run-program.ts";

const PRIVILEGED = 80;

function expectRefused({ exit, stdout, stderr }: Ended): void {
  expect(stdout).toBe("");
  expect(stderr).toStartWith("jam: ");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(exit).toBe(3);
}

async function freePort(): Promise<number> {
  const holder = holdPort();
  holder.stop(true);
  return holder.port;
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

test("of two servers that start on one port at the same moment one serves, and the other names it", async () => {
  const port = await freePort();
  const serve = [JAM, "serve", "--host", "127.0.0.1", "--port", String(port), "--log-level", "silent"];
  const children = [0, 1].map(() => Bun.spawn(serve, { stdout: "pipe", stderr: "pipe" }));
  try {
    const loser = await Promise.race(children.map((child) => child.exited.then(() => child)));
    expect(loser.exitCode).toBe(3);
    expect(await new Response(loser.stderr).text()).toContain(`port ${port} is taken`);
    const client = await RawClient.dial(port);
    client.send("TIME\r\nQUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
    expect(client.text).toMatch(/^JAM \d\d:\d\d:\d\d\r\n$/);
  } finally {
    for (const child of children) child.kill();
    await Promise.all(children.map((child) => child.exited));
  }
});

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
