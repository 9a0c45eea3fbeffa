/** Why it cannot listen: one message with the way out, on stderr, exit code 3, no stack trace. */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { JAM, JamServer } from "./jam-server.ts";
import { needs } from "./needs.ts";
import { RawClient } from "./raw-client.ts";
import { type Ended, runProgram } from "./run-program.ts";

const PRIVILEGED = 80;

const withSetpriv = needs("setpriv", "util-linux");
const isPortFree =
  Number(readFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start", "utf8")) <= PRIVILEGED;

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

test("a port that another program listens on: who it is, and how to keep the port free", async () => {
  const holder = holdPort();
  try {
    const ended = await runProgram([JAM, "serve", "--host", "127.0.0.1", "--port", String(holder.port)]);
    expectRefused(ended);
    expect(ended.stderr).toContain(`port ${holder.port} is taken`);
    expect(ended.stderr).toContain(`(process ${process.pid}) listens on it`);
    expect(ended.stderr).toContain(`sysctl -w net.ipv4.ip_local_reserved_ports=${holder.port}`);
  } finally {
    holder.stop(true);
  }
});

test("a port that another program's outgoing connection was given: that it is one", async () => {
  const server = holdPort();
  const client = await Bun.connect({ hostname: "127.0.0.1", port: server.port, socket: { data() {} } });
  try {
    const ended = await runProgram([JAM, "serve", "--host", "127.0.0.1", "--port", String(client.localPort)]);
    expectRefused(ended);
    expect(ended.stderr).toContain(`(process ${process.pid}) has an outgoing connection that was given it`);
  } finally {
    client.end();
    server.stop(true);
  }
});

test("a port that another jam serves: neither shares it with the other in silence", async () => {
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
  expect(ended.stderr).toContain("192.0.2.1 is no address of this machine");
  expect(ended.stderr).toContain("127.0.0.1");
});

test("a host name that has no address", async () => {
  const ended = await runProgram([JAM, "serve", "--host", "no-such-host.invalid", "--port", "0"]);
  expectRefused(ended);
  expect(ended.stderr).toContain("no-such-host.invalid");
});

if (isPortFree) {
  test.skip("a port below 1024 without the right (needs net.ipv4.ip_unprivileged_port_start above 80)", () => {});
} else {
  withSetpriv("a port below 1024 without the right: the port to take, or the setting to change", async () => {
    const asNobody = "--reuid=65534 --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all".split(
      " ",
    );
    const prefix = process.getuid?.() === 0 ? ["setpriv", ...asNobody] : [];
    const ended = await runProgram([...prefix, JAM, "serve", "--port", String(PRIVILEGED)]);
    expectRefused(ended);
    expect(ended.stderr).toContain("port 80 needs a right that this user does not have");
    expect(ended.stderr).toContain("sysctl -w net.ipv4.ip_unprivileged_port_start=80");
  });
}
