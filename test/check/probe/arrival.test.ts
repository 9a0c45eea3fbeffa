/** Segments stay segments: connects follow each other, and a piece is sent when the one before has been read. */
import { expect, test } from "bun:test";
import { attempt } from "../../../src/check/attempt.ts";
import { caseOf } from "../../../src/check/cases/registry.ts";
import { Connects } from "../../../src/check/probe/connects.ts";
import type { Surroundings } from "../../../src/check/probe/dialer.ts";
import { normalReplyOf } from "../../../src/check/probe/replies.ts";
import { needs } from "../../end-to-end/support/needs.ts";

/** Takes what one recv brings for a request, and accepts each client so many seconds late. */
const LATE = `
import socket, sys, threading, time
listener = socket.create_server(("127.0.0.1", 0), backlog=1)
print(listener.getsockname()[1], flush=True)
def serve(client):
    while data := client.recv(32):
        if data == b"TIME\\r\\n": client.sendall(time.strftime("JAM %H:%M:%S\\r\\n").encode())
while True:
    time.sleep(float(sys.argv[1]))
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
`;

function withLate(seconds: number, run: (surroundings: Surroundings) => Promise<void>) {
  return withServer([LATE, String(seconds)], run);
}

async function withServer(program: readonly string[], run: (surroundings: Surroundings) => Promise<void>) {
  const server = Bun.spawn(["python3", "-c", ...program], { stdout: "pipe" });
  try {
    const { value } = await server.stdout.getReader().read();
    const port = Number(new TextDecoder().decode(value));
    const normal = normalReplyOf({ text: "JAM 10:00:00\r\n" });
    const address = { ip: "127.0.0.1", port };
    await run({ address, timeScale: 1, normal, cpuTimes: undefined, connects: new Connects() });
  } finally {
    server.kill("SIGKILL");
    await server.exited;
  }
}

function probeCase(id: string) {
  const found = caseOf(id);
  if (!("run" in found)) throw new Error(`${id} opens no connection of its own`);
  return found;
}

const withPython = needs("python3", "python3");

withPython(
  "pieces that would wait in the backlog and be joined there are sent later, and are read apart",
  async () => {
    await withLate(0.3, async (surroundings) => {
      const { tried, trace } = await attempt(probeCase("split-word"), surroundings);
      expect(tried).toMatchObject({ verdict: "fail" });
      const [, first, second] = trace;
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(150);
    });
  },
);

/** Reads byte by byte, and stops reading for ever at one that is no ASCII. */
const STUCK = `
import socket, time
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
client, _ = listener.accept()
while client.recv(1) < b"\\x80": pass
time.sleep(60)
`;

withPython("a program that stops reading is silent: the try is not spoilt, and not begun again", async () => {
  await withServer([STUCK], async (surroundings) => {
    const { tried, ranOut } = await attempt(probeCase("bad-utf8-released"), surroundings);
    expect(tried).toMatchObject({ verdict: "fail", fault: "silent" });
    expect(ranOut).toBe(false);
  });
  // A second beginning would not even be accepted.
  await withServer([STUCK], async (surroundings) => {
    const hurried = { ...surroundings, hurryMs: 150 };
    const { ranOut, seconds } = await attempt(probeCase("bad-utf8-released"), hurried);
    expect(ranOut).toBe(true);
    expect(seconds).toBeLessThan(1.2);
  });
});

withPython("a dozen tries side by side connect one after another, and none needs a second SYN", async () => {
  await withLate(0, async (surroundings) => {
    const tries = Array.from({ length: 12 }, () => attempt(probeCase("repeat"), surroundings));
    for (const { tried, seconds } of await Promise.all(tries)) {
      expect(tried.verdict).toBe("pass");
      expect(seconds).toBeLessThan(0.9);
    }
  });
});

test("turns are taken in order, also after one that failed", async () => {
  const connects = new Connects();
  const order: number[] = [];
  const turn = (number: number, ms: number) =>
    connects.inTurn(async () => {
      await Bun.sleep(ms);
      order.push(number);
      if (number === 2) throw new Error("no connection");
    });
  const turns = await Promise.allSettled([turn(1, 20), turn(2, 5), turn(3, 0)]);
  expect(order).toEqual([1, 2, 3]);
  expect(turns.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
