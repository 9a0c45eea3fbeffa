import { describe, expect, test } from "bun:test";
import schema from "../../../src/bench/report.schema.json" with { type: "json" };
import type { BenchResult } from "../../../src/cli/bench/result.ts";
import { type FakeServer, fakeServer, freePort, onLines } from "../../client/fake-server.ts";
import { cleanEnvironment, JAM } from "../support/jam-server.ts";
import { mortalServer } from "../support/mortal-server.ts";
import { runProgram } from "../support/run-program.ts";
import { type Schema, schemaFaults } from "../support/schema-faults.ts";

const reply = () => `JAM ${new Date().toISOString().slice(11, 19)}\r\n`;

async function bench(...args: readonly string[]) {
  const run = [JAM, "bench", "--quiet", "--json", "--threads", "1", "--warmup", "0", ...args];
  const { stdout, exit } = await runProgram(run, { seconds: 60, env: cleanEnvironment() });
  const result: unknown = JSON.parse(stdout);
  expect(schemaFaults(schema as Schema, result)).toEqual([]);
  const { steps, expectations } = result as BenchResult;
  const [step] = steps;
  if (step === undefined) throw new Error("no step");
  const percentile = (wanted: number) =>
    step.latency?.percentiles.find((each) => each.percentile === wanted)?.ms ?? 0;
  return { exit, step, expectations, percentile };
}

/** Answers every request but each 25th, over all connections; `refuse` does what happens then. */
function everyButSome(
  refuse: (socket: Parameters<Parameters<typeof fakeServer>[0]>[0]) => void,
): Promise<FakeServer> {
  let count = 0;
  return fakeServer((socket) =>
    onLines(socket, () => {
      count++;
      if (count % 25 === 0) refuse(socket);
      else if (!socket.destroyed) socket.write(reply());
    }),
  );
}

describe.concurrent("4 % of the requests get no answer, so the 99th percentile is their wait", () => {
  const LOOPS = {
    "an open loop": ["--rate", "400", "--duration", "3"],
    "a closed loop": ["--requests", "1500"],
    "a connection per request": ["--requests", "1500", "--churn"],
    pipelining: ["--rate", "1000", "--duration", "3", "--pipeline", "4"],
  } as const;
  const REFUSALS = {
    "is silent": () => {},
    "closes the connection": (socket) => socket.end(),
    "resets the connection": (socket) => socket.resetAndDestroy(),
  } as const satisfies Record<string, Parameters<typeof everyButSome>[0]>;
  const CASES: readonly (readonly [keyof typeof LOOPS, keyof typeof REFUSALS])[] = [
    ["an open loop", "is silent"],
    ["an open loop", "closes the connection"],
    ["an open loop", "resets the connection"],
    ["a closed loop", "is silent"],
    ["a closed loop", "closes the connection"],
    ["a connection per request", "resets the connection"],
    ["pipelining", "is silent"],
  ];
  for (const [loop, name] of CASES) {
    test(`in ${loop}, if the server ${name}`, async () => {
      await using server = await everyButSome(REFUSALS[name]);
      const load = ["--connections", "20", "--timeout", "1s", ...LOOPS[loop]];
      const { exit, step, expectations, percentile } = await bench(
        ...[`127.0.0.1:${server.port}`, ...load, "--expect", "p99<100ms"],
      );
      expect(step.unanswered).toBeGreaterThan(0);
      // They wait for a second, or until the stage ends; the others for milliseconds.
      expect(percentile(99)).toBeGreaterThan(100);
      expect(expectations).toMatchObject([{ isMet: false }]);
      expect(exit).toBe(1);
    });
  }
});

describe.concurrent("the wait counts too", () => {
  test("of connections that never open", async () => {
    // Three are accepted and served; the kernel completes two or three more, and leaves the others without an answer.
    const server = `
import socket, threading, time
def serve(c):
    while c.recv(6): c.send(time.strftime("JAM %H:%M:%S\\r\\n", time.gmtime()).encode())
with socket.socket() as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("127.0.0.1", PORT)); s.listen(1)
    held = []
    while len(held) < 5:
        held.append(s.accept()[0]); threading.Thread(target=serve, args=(held[-1],), daemon=True).start()
    time.sleep(60)`;
    const port = await freePort();
    const command = ["--port", `${port}`, "--", "python3", "-c", server.replace("PORT", `${port}`)];
    const { step } = await bench("--connections", "12", "--timeout", "1s", "--duration", "3.5", ...command);
    const kinds = Object.fromEntries(step.errors.kinds.map(({ kind, count }) => [kind, count]));
    expect(kinds["not-connected"]).toBeGreaterThan(0);
    expect(step.unanswered).toBeGreaterThan(0);
    expect(step.replies).toBeGreaterThan(0);
    expect(step.latency?.maxMs).toBeGreaterThan(900);
  });

  test("of requests that are in flight when a short stage ends", async () => {
    await using server = await everyButSome(() => {});
    const { step } = await bench(
      `127.0.0.1:${server.port}`,
      ...["--connections", "30", "--duration", "250ms", "--timeout", "1s"],
    );
    expect(step.unanswered).toBeGreaterThan(0);
    expect(step.latency?.maxMs).toBeGreaterThan(990);
  });

  test("of requests that a server leaves when it dies, in an open loop of those that were due later too", async () => {
    const load = ["--connections", "20", "--rate", "1000", "--duration", "4"];
    const { step, percentile } = await bench(...load, ...mortalServer(await freePort(), 1.5));
    expect((step.schedule?.unsent ?? 0) + step.unanswered).toBeGreaterThan(1000);
    expect(percentile(50)).toBeGreaterThan(10);
  });
});
