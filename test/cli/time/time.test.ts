import { describe, expect, test } from "bun:test";
import { answering, type FakeServer, fakeServer, freePort, onLines } from "../../client/fake-server.ts";
import { cleanEnvironment, JAM } from "../../end-to-end/support/jam-server.ts";
import { Lines } from "../../end-to-end/support/lines.ts";

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

function spawnTime(args: readonly string[]) {
  return Bun.spawn([JAM, "time", ...args], { stdio: ["ignore", "pipe", "pipe"], env: cleanEnvironment() });
}

async function jamTime(...args: readonly string[]): Promise<Outcome> {
  const child = spawnTime(args);
  const [stdout, stderr, exit] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { stdout, stderr, exit };
}

const at = ({ port }: FakeServer) => `127.0.0.1:${port}`;
const clock = () => answering((index) => `JAM 10:20:3${index}\r\n`);

describe("asking once", () => {
  test("prints what the server sends, and nothing else", async () => {
    await using server = await clock();
    expect(await jamTime(at(server))).toEqual({ stdout: "10:20:30\n", stderr: "", exit: 0 });
    expect(server.received()).toBe("TIME\r\nQUIT\r\n");
  });

  test("prints any text that follows JAM", async () => {
    await using server = await answering(() => "JAM 22-11-2025 é 10:20:30\r\n");
    expect((await jamTime(at(server))).stdout).toBe("22-11-2025 é 10:20:30\n");
  });

  test("prints no byte that a terminal interprets", async () => {
    await using server = await answering(() => "JAM \x1b]0;owned\x07\x1b[2J\u009b\r\r\n");
    expect(await jamTime(at(server))).toEqual({
      stdout: "\\u001b]0;owned\\u0007\\u001b[2J\\u009b\\u000d\n",
      stderr: "",
      exit: 0,
    });
  });

  test("prints one JSON object, with the time if the reply is one", async () => {
    await using server = await clock();
    const { stdout, exit } = await jamTime(at(server), "--json");
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      host: "127.0.0.1",
      port: server.port,
      reply: "10:20:30",
      time: "10:20:30",
      roundTripMs: expect.any(Number),
    });
  });

  test("prints a JSON time of null if the reply is another text, and that text unchanged and escaped", async () => {
    await using server = await answering(() => "JAM noon \x1b[2J\u202e\r\n");
    const { stdout } = await jamTime(at(server), "--json");
    expect(stdout).toMatch(/^[ -~]+\n$/);
    expect(JSON.parse(stdout)).toMatchObject({ reply: "noon \x1b[2J\u202e", time: null });
  });
});

describe("--count", () => {
  test("sends that many requests on one connection, one after another", async () => {
    let connections = 0;
    const segments: string[] = [];
    await using server = await fakeServer((socket) => {
      connections++;
      socket.on("data", (chunk) => segments.push(String(chunk)));
      onLines(socket, () => socket.write(`JAM ${segments.length}\r\n`));
    });
    expect(await jamTime(at(server), "--count", "3")).toEqual({ stdout: "1\n2\n3\n", stderr: "", exit: 0 });
    expect(connections).toBe(1);
    expect(segments).toEqual(["TIME\r\n", "TIME\r\n", "TIME\r\n", "QUIT\r\n"]);
  });

  test("with --json prints one object per line", async () => {
    await using server = await clock();
    const { stdout } = await jamTime(at(server), "--count", "3", "--json");
    const replies = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).reply);
    expect(replies).toEqual(["10:20:30", "10:20:31", "10:20:32"]);
  });

  test("ends at the first failure, after the replies before it", async () => {
    await using server = await answering((index) => (index === 1 ? "ERROR enough\r\n" : "JAM 10:20:30\r\n"));
    const { stdout, stderr, exit } = await jamTime(at(server), "--count", "5");
    expect(stdout).toBe("10:20:30\n");
    expect(stderr).toContain("enough");
    expect(exit).toBe(1);
  });

  test("stops quietly when its reader has gone", async () => {
    await using server = await answering(() => "JAM 10:20:30\r\n");
    const child = Bun.spawn(["sh", "-c", `"$0" time ${at(server)} --count 1000000 | head -n 2`, JAM], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    expect(await child.stdout.text()).toBe("10:20:30\n10:20:30\n");
    expect(await child.stderr.text()).toBe("");
  });
});

describe("--watch", () => {
  test("prints a line per second on one connection, until --count is reached", async () => {
    await using server = await clock();
    const start = performance.now();
    expect(await jamTime(at(server), "--watch", "--count", "3")).toEqual({
      stdout: "10:20:30\n10:20:31\n10:20:32\n",
      stderr: "",
      exit: 0,
    });
    expect(performance.now() - start).toBeGreaterThan(1_950);
    expect(server.received()).toBe("TIME\r\nTIME\r\nTIME\r\nQUIT\r\n");
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    test(`${signal} ends it cleanly, with QUIT and exit code 0`, async () => {
      await using server = await clock();
      const child = spawnTime([at(server), "--watch", "--json"]);
      await new Lines(child.stdout).waitFor((lines) => lines[0], 5);
      child.kill(signal);
      child.kill(signal === "SIGINT" ? "SIGTERM" : "SIGINT"); // a second one, as from npm, changes nothing
      expect(await child.exited).toBe(0);
      expect(await child.stderr.text()).toBe("");
      expect(server.received()).toBe("TIME\r\nQUIT\r\n");
    });
  }

  test("prints why the connection failed, and exits with 1", async () => {
    await using server = await fakeServer((socket) => onLines(socket, () => socket.end("JAM 10:20:30\r\n")));
    const { stdout, stderr, exit } = await jamTime(at(server), "--watch");
    expect(stdout).toBe("10:20:30\n");
    expect(stderr).toContain("closed the connection");
    expect(exit).toBe(1);

    const json = await jamTime(at(server), "--watch", "--json");
    expect(
      json.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ reply: "10:20:30" }, { code: "CLOSED" }]);
    expect(json.exit).toBe(1);
  });

  test("on a terminal overwrites its own line, and Ctrl-C leaves the cursor below it", async () => {
    await using server = await clock();
    let shown = "";
    let isInterrupted = false;
    const child = Bun.spawn([JAM, "time", at(server), "--watch"], {
      terminal: {
        cols: 80,
        rows: 24,
        data(terminal, data) {
          shown += new TextDecoder().decode(data);
          if (isInterrupted || !shown.includes("10:20:31")) return;
          isInterrupted = true;
          terminal.write("\x03");
        },
      },
    });
    expect(await child.exited).toBe(0);
    expect(shown.replace("^C", "")).toBe("\r10:20:30\x1b[K\r10:20:31\x1b[K\r\n");
  });
});

describe("a failure is one clear message, exit code 1, and a code in JSON", () => {
  async function expectFailure(
    target: string,
    code: string,
    words: readonly string[],
    ...flags: readonly string[]
  ) {
    const text = await jamTime(target, ...flags);
    expect(text).toMatchObject({ stdout: "", exit: 1 });
    expect(text.stderr).toMatch(/^jam: [^\n]+\n$/);
    for (const word of words) expect(text.stderr).toContain(word);

    const json = await jamTime(target, "--json", ...flags);
    expect(json).toMatchObject({ stderr: "", exit: 1 });
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 1,
      host: expect.any(String),
      port: expect.any(Number),
      code,
    });
    expect(JSON.parse(json.stdout).message).toBe(text.stderr.slice("jam: ".length, -1));
  }

  test("a port on which nothing listens", async () => {
    const target = `127.0.0.1:${await freePort()}`;
    await expectFailure(target, "REFUSED", [target, "refused", "jam serve"]);
  });

  test("a name that does not resolve", async () => {
    await expectFailure("no-such-host.invalid", "NOT_FOUND", ["no-such-host.invalid", "resolve", "address"]);
  });

  test("a server that is silent", async () => {
    await using server = await fakeServer(() => {});
    const words = [at(server), "1000 ms", "--timeout-seconds"];
    await expectFailure(at(server), "TIMEOUT", words, "--timeout-seconds", "1");
  });

  test("a server that closes", async () => {
    await using server = await fakeServer((socket) => socket.once("data", () => socket.end()));
    await expectFailure(at(server), "CLOSED", [at(server), "closed the connection before the reply"]);
  });

  test("a server that resets", async () => {
    await using server = await fakeServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    await expectFailure(at(server), "RESET", [at(server), "reset"]);
  });

  test("a server of another protocol", async () => {
    await using server = await fakeServer((socket) => socket.write("SSH-2.0-OpenSSH_9.9\x1b[2J\r\n"));
    await expectFailure(at(server), "NOT_JAM", [at(server), '"SSH-2.0-OpenSSH_9.9\\x1b[2J\\r\\n"', "JAM"]);
  });

  test("a server that ends its line with a bare LF", async () => {
    await using server = await fakeServer((socket) =>
      socket.once("data", () => socket.write("JAM 10:20:30\n")),
    );
    await expectFailure(at(server), "NOT_JAM", ['"JAM 10:20:30\\n"', "CR LF (13 10)"]);
  });

  test("a line without end", async () => {
    await using server = await fakeServer((socket) =>
      socket.once("data", () => socket.write("JAM ".repeat(500))),
    );
    await expectFailure(at(server), "LINE_TOO_LONG", ["more than 1024 bytes"]);
  });

  test("an ERROR line", async () => {
    await using server = await answering(() => "ERROR unknown request\r\n");
    await expectFailure(at(server), "SERVER_ERROR", [at(server), "unknown request"]);
  });
});

const dialsItself = [
  "sh",
  "-c",
  'echo "45000 45000" >/proc/sys/net/ipv4/ip_local_port_range && ip link set lo up && exec "$0" "$@"',
];
const isolated = ["unshare", "--user", "--map-root-user", "--net", ...dialsItself];
const canIsolate = Bun.which("unshare") !== null && Bun.spawnSync([...isolated, "true"]).exitCode === 0;

test.skipIf(!canIsolate)(
  "a connection to itself is distinguished from a server (needs unshare and ip)",
  async () => {
    const child = Bun.spawn([...isolated, JAM, "time", "--json"], { stdio: ["ignore", "pipe", "pipe"] });
    expect(JSON.parse(await child.stdout.text())).toMatchObject({
      host: "127.0.0.1",
      port: 45_000,
      code: "SELF_CONNECTED",
    });
    expect(await child.exited).toBe(1);
  },
);

describe("usage errors", () => {
  const WRONG: Readonly<Record<string, readonly string[]>> = {
    "an invalid target": ["http://localhost"],
    "a port out of range": ["localhost:65536"],
    "two targets": ["localhost", "45000"],
    "a target after --": ["localhost", "--", "more"],
    "an unknown flag": ["--cuont", "1"],
    "a count of nothing": ["--count", "0"],
    "a timeout that is no number": ["--timeout-seconds", "soon"],
  };
  for (const [name, args] of Object.entries(WRONG)) {
    test(`${name} is refused with exit code 2, nothing on stdout and a message`, async () => {
      const { stdout, stderr, exit } = await jamTime(...args);
      expect({ stdout, exit }).toEqual({ stdout: "", exit: 2 });
      expect(stderr).toStartWith("jam: ");
    });
  }
});

test("--help names every flag", async () => {
  const { stdout, exit } = await jamTime("--help");
  expect(exit).toBe(0);
  for (const word of ["jam time [HOST[:PORT]]", "--watch", "--count N", "--timeout-seconds N", "--json"]) {
    expect(stdout).toContain(word);
  }
});
