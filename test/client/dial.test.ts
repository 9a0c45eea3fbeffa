import { expect, test } from "bun:test";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dial } from "../../src/client/dial.ts";
import { failureOf } from "./failure.ts";
import { fakeServer, freePort } from "./fake-server.ts";

const LOCAL = { host: "127.0.0.1", connectTimeoutMs: 5_000 };

test("a port on which nothing listens is refused", async () => {
  const port = await freePort();
  const failure = await failureOf(dial({ ...LOCAL, port }));
  expect(failure.code).toBe("REFUSED");
  expect(failure.message).toBe(`127.0.0.1:${port} refused the connection`);
  expect(failure.cause).toMatchObject({ code: "ECONNREFUSED" });
});

test("a name that does not resolve is not found", async () => {
  const failure = await failureOf(dial({ ...LOCAL, host: "no-such-host.invalid", port: 45_000 }));
  expect(failure.code).toBe("NOT_FOUND");
  expect(failure.message).toContain("no-such-host.invalid");
});

test("a connection to itself is distinguished from one to a server", async () => {
  const port = await freePort();
  const failure = await failureOf(dial({ ...LOCAL, port, localPort: port }));
  expect(failure.code).toBe("SELF_CONNECTED");
});

test("a connection that is not accepted in time fails", async () => {
  // Listens with the shortest queue, and then never accepts.
  const program = `const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;
  const child = spawn("node", ["-e", program]);
  try {
    const [text] = await once(child.stdout, "data");
    const fill = async (): Promise<never> => {
      while (true) await dial({ ...LOCAL, port: Number(text), connectTimeoutMs: 100 });
    };
    const failure = await failureOf(fill());
    expect(failure.code).toBe("TIMEOUT");
    expect(failure.message).toContain("within 100 ms");
  } finally {
    child.kill("SIGKILL");
  }
});

test("a signal that is already aborted dials nothing", async () => {
  const signal = AbortSignal.abort("why");
  const failure = await failureOf(dial({ ...LOCAL, port: 45_000, signal }));
  expect(failure.code).toBe("ABORTED");
  expect(failure.cause).toBe("why");
});

test("a signal aborts the dialling, and after it leaves the connection alone", async () => {
  await using server = await fakeServer(() => {});
  const aborted = new AbortController();
  const dialling = dial({ ...LOCAL, port: server.port, signal: aborted.signal });
  aborted.abort();
  expect((await failureOf(dialling)).code).toBe("ABORTED");

  const late = new AbortController();
  const socket = await dial({ ...LOCAL, port: server.port, signal: late.signal });
  late.abort();
  expect(socket.destroyed).toBe(false);
  socket.destroy();
});
