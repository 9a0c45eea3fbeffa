/** Servers that are not ours, on this machine's clock: the true offset is 0, so each interval has to contain it. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../client/fake-server.ts";
import { JAM } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "jam-offset-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NODE = `require("net").createServer({ noDelay: true }, (socket) => {
  let rest = "";
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    const lines = (rest + chunk).split("\\r\\n");
    rest = lines.pop();
    for (const line of lines) {
      if (line === "QUIT") socket.end();
      else socket.write("JAM " + new Date().toISOString().slice(11, 19) + "\\r\\n");
    }
  });
}).listen(Number(process.argv[1]), "127.0.0.1");`;

interface Server {
  readonly kind: string;
  readonly lowMs: number;
  readonly highMs: number | null;
  readonly highIfCoarseMs: number | null;
  readonly highIfAloneMs: number | null;
  readonly latenessMs: number | null;
  readonly mode: string;
  readonly zones: readonly string[];
}

/** Starts the program, which listens on the port that is its last argument, and measures its clock. */
async function measured(
  command: readonly string[],
  ...flags: readonly string[]
): Promise<Server & { exit: number }> {
  const port = await freePort();
  const child = Bun.spawn([...command, String(port)], {
    stdio: ["ignore", "ignore", "ignore"],
    env: { ...process.env, TZ: "UTC" },
  });
  try {
    const isUp = () =>
      RawClient.dial(port).then(
        (client) => {
          client[Symbol.dispose]();
          return true;
        },
        () => false,
      );
    await until(30, isUp, () => `${command[0]} listening`);
    const command_ = [JAM, "offset", `127.0.0.1:${port}`, "--json", "--timeout-seconds", "3", ...flags];
    const { stdout, exit } = await runProgram(command_, { seconds: 90 });
    const { servers } = JSON.parse(stdout) as { servers: readonly [Server] };
    return { ...servers[0], exit: exit ?? -1 };
  } finally {
    child.kill("SIGKILL");
    await child.exited;
  }
}

function expectTruth({ kind, lowMs, highMs, exit }: Server & { exit: number }): void {
  expect(kind).toBe("bounded");
  expect(exit).toBe(0);
  expect(lowMs).toBeLessThanOrEqual(0);
  expect(highMs).toBeGreaterThan(0);
}

/** The kernel's tick: the interval of the seconds as shown may be up to this much lower. */
function expectTruthOrCoarse({ kind, lowMs, highIfCoarseMs }: Server): void {
  expect(kind).toBe("bounded");
  expect(lowMs).toBeLessThanOrEqual(0);
  expect(highIfCoarseMs).toBeGreaterThan(0);
}

describe.concurrent("the interval of a foreign server contains the truth", () => {
  needs(
    "node",
    "nodejs",
    test.concurrent,
  )("Node", async () => {
    expectTruth(await measured(["node", "-e", NODE]));
  });

  needs(
    "python3",
    "python3",
    test.concurrent,
  )("Python, a thread for each connection: it reads the kernel's tick", async () => {
    const command = ["python3", join(root, "compare/peers/server_thread.py")];
    expectTruthOrCoarse(await measured(command));
    expectTruth(await measured(command, "--late", "10ms"));
  });

  needs(
    "python3",
    "python3",
    test.concurrent,
  )("a student's server, which takes a segment for a request", async () => {
    expectTruth(await measured(["python3", join(root, "examples/server_thread.py")]));
  });

  needs("go", "golang-go", test.concurrent)(
    "Go",
    async () => {
      const program = join(folder, "goroutines");
      const built = await runProgram(
        ["go", "build", "-o", program, join(root, "compare/peers/goroutines.go")],
        {
          seconds: 120,
          env: { GOFLAGS: "-mod=mod", GO111MODULE: "off" },
        },
      );
      expect(built).toMatchObject({ exit: 0 });
      expectTruth(await measured([program]));
    },
    240_000,
  );
});

describe.concurrent("a clock in C", () => {
  const clocks = join(folder, "clocks");
  beforeAll(async () => {
    if (Bun.which("gcc") === null) return;
    const source = join(import.meta.dirname, "clocks.c");
    expect(await runProgram(["gcc", "-O1", "-pthread", "-o", clocks, source], { seconds: 60 })).toMatchObject(
      { exit: 0 },
    );
  });
  const withGcc = needs("gcc", "gcc libc6-dev", test.concurrent);

  withGcc("that is exact is right", async () => {
    expectTruth(await measured([clocks, "exact"]));
  });

  withGcc("that is CLOCK_REALTIME_COARSE is right if its tick is allowed for", async () => {
    expectTruthOrCoarse(await measured([clocks, "coarse"]));
    expectTruth(await measured([clocks, "coarse"], "--late", "10ms"));
  });

  withGcc(
    "that is cached for 100 ms is reported with its lateness, or with what is true if it caches",
    async () => {
      const server = await measured([clocks, "cached"]);
      expect(server.lowMs).toBeLessThanOrEqual(0);
      if (server.kind === "late") {
        expect(server).toMatchObject({ exit: 1, highMs: null });
        expect(server.latenessMs).toBeLessThanOrEqual(100);
      } else {
        // Delays of a busy machine may hide a cache; then the result says what holds if there is one.
        expect(server.kind).toBe("bounded");
        expect(Math.max(server.highIfAloneMs ?? 0, server.highIfCoarseMs ?? 0)).toBeGreaterThan(0);
      }
    },
  );

  withGcc(
    "that is read once for each connection is measured with a connection for each request",
    async () => {
      const server = await measured([clocks, "connection"]);
      expectTruth(server);
      expect(server.mode).toBe("connection-each");
    },
  );

  withGcc("that counts 12 hours is right modulo 12 h", async () => {
    const server = await measured([clocks, "twelve"]);
    expectTruth(server);
    expect(server.zones.some((zone) => ["UTC+00:00", "UTC-12:00", "UTC+12:00"].includes(zone))).toBe(true);
  });
});
