/** `bin/jam check` as its users call it: exit codes, reports, and nothing left behind. */
import { afterAll, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CASES } from "../../../src/check/cases/registry.ts";
import { textsOf } from "../../../src/check/texts/index.ts";
import { freePort, serveRight, smallServer } from "../../check/small-server.ts";
import { inOwnNetwork, testInOwnNetwork } from "../../check/target/own-network.ts";
import { CourseFile } from "../support/course-servers.ts";
import { cleanEnvironment, JAM, JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { runProgram } from "../support/run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ENGLISH = { LC_ALL: "C.UTF-8" };

/** Beside other tests, since a check mostly waits. */
function withPython(title: string, run: () => Promise<void>): void {
  const make = Bun.which("python3") === null ? test.skip : test.concurrent;
  make(`${title} (needs Debian's python3)`, run, 60_000);
}

interface JsonCase {
  readonly verdict: string;
  readonly fault: string | null;
  readonly why: string;
  readonly on?: string;
  readonly code?: string;
}

interface JsonResult {
  readonly cases: Readonly<Record<string, JsonCase>>;
  readonly passes: boolean;
  readonly observations: Readonly<Record<string, unknown>>;
  readonly process: {
    readonly exit?: unknown;
    readonly stderr?: string;
    readonly restartedAfter?: readonly string[];
    readonly peakThreads: number;
  } | null;
}

function check(flags: readonly string[], env: Readonly<Record<string, string>> = ENGLISH) {
  return runProgram([JAM, "check", ...flags], { env, seconds: 60 });
}

async function checkAsJson(flags: readonly string[]) {
  const { exit, stdout, stderr } = await check(["--json", ...flags]);
  if (!stdout.startsWith("{")) throw new Error(`no JSON, but exit ${exit}: ${stderr}`);
  const result = JSON.parse(stdout) as JsonResult;
  const idsOf = (verdict: string) =>
    Object.entries(result.cases).flatMap(([id, each]) => (each.verdict === verdict ? [id] : []));
  return { exit, ...result, idsOf };
}

const ALL_IDS = CASES.map(({ id }) => id);

describe("a right server", () => {
  test.concurrent("passes all cases, also for two checks of it at once, in less than 30 s", async () => {
    await using server = await JamServer.start();
    const from = performance.now();
    const checks = await Promise.all([1, 2].map(() => checkAsJson([`127.0.0.1:${server.port}`])));
    expect(performance.now() - from).toBeLessThan(30_000);
    for (const { exit, idsOf, cases, passes } of checks) {
      expect([idsOf("fail"), idsOf("error"), idsOf("skip")]).toEqual([[], [], ["client-gone"]]);
      expect([exit, passes, Object.keys(cases)]).toEqual([0, true, ALL_IDS]);
    }
  }, 60_000);

  test.concurrent("that the check starts itself passes every case, client-gone really tried, and can start again", async () => {
    const port = await freePort();
    const from = performance.now();
    const { exit, idsOf, observations, process } = await checkAsJson([
      ...["--port", String(port), "--", JAM, "serve"],
      ...["--port", String(port), "--host", "127.0.0.1"],
    ]);
    expect(performance.now() - from).toBeLessThan(30_000);
    expect(idsOf("pass")).toEqual(ALL_IDS);
    expect([exit, observations["restartsAtOnce"]]).toEqual([0, true]);
    expect(process?.peakThreads).toBeGreaterThan(1);
    expect(process?.exit).toBeUndefined();
  }, 60_000);
});

withPython("a server that takes a segment for a request fails the cases of that, and no others", async () => {
  using server = new CourseFile({ isChunkFramed: true });
  const port = await freePort();
  const { exit, idsOf, cases, observations } = await checkAsJson([
    ...["--port", String(port), "--only", "repeat,quit-closes,split-*,bare-lf,unknown", "--"],
    ...server.command(port),
  ]);
  // All the cases that such a server fails are listed in the gallery, at recv-32.
  expect(idsOf("fail")).toEqual(["split-word", "split-crlf", "split-bytes"]);
  expect(idsOf("pass")).toEqual(["repeat", "quit-closes", "bare-lf", "unknown"]);
  expect([idsOf("skip"), idsOf("error"), exit]).toEqual([[], [], 1]);
  expect(cases["split-word"]).toMatchObject({ fault: expect.any(String), why: expect.any(String) });
  expect(observations).toMatchObject({ servesTimeWithSuffix: true, restartsAtOnce: true });
  expect(server.pids.length).toBe(2);
  expect(server.running).toEqual([]);
});

describe("a server that is not there", () => {
  test.concurrent("fails connect, and everything else is skipped", async () => {
    const { exit, idsOf, cases } = await checkAsJson([`127.0.0.1:${await freePort()}`]);
    expect([exit, idsOf("fail"), idsOf("skip")]).toEqual([1, ["connect"], ALL_IDS.slice(1)]);
    expect(cases["connect"]?.fault).toBe("refused");
  });

  withPython("whose backlog is full fails connect, and does not keep the check from ending", async () => {
    const program = `import socket, sys
listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen(0)
fillers = [socket.socket() for _ in range(4)]
for filler in fillers: filler.setblocking(False); filler.connect_ex(listener.getsockname())
print(listener.getsockname()[1], flush=True); sys.stdin.read()`;
    const server = Bun.spawn(["python3", "-c", program], { stdin: "pipe", stdout: "pipe" });
    try {
      const { value } = await server.stdout.getReader().read();
      const { exit, cases } = await checkAsJson([`127.0.0.1:${new TextDecoder().decode(value).trim()}`]);
      expect([exit, cases["connect"]?.fault]).toEqual([1, "not-accepted"]);
    } finally {
      server.kill("SIGKILL");
      await server.exited;
    }
  });

  test.concurrent("by a name that does not resolve exits with 3", async () => {
    const { exit, stdout, stderr } = await check(["nosuch.invalid"]);
    expect([exit, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("nosuch.invalid does not resolve");
  });

  testInOwnNetwork(
    "and to which there is no route exits with 3",
    async () => {
      const command = inOwnNetwork("true", [JAM, "check", "10.9.9.9:45000"]);
      const { exit, stdout, stderr } = await runProgram(command);
      expect([exit, stdout]).toEqual([3, ""]);
      expect(stderr).toContain("no route to 10.9.9.9 (ENETUNREACH)");
    },
    30_000,
  );
});

const canMount = Bun.which("unshare") !== null && Bun.spawnSync(["unshare", "-rm", "true"]).success;
test.skipIf(!canMount)(
  "a name of both families is checked over IPv4, where the course's servers listen",
  async () => {
    const hosts = join(folder, "hosts");
    writeFileSync(hosts, "::1 localhost\n127.0.0.1 localhost\n");
    await using server = await smallServer((socket) => serveRight(socket));
    const script = 'mount --bind "$1" /etc/hosts && shift && exec "$@"';
    const target = `localhost:${server.address.port}`;
    const command = ["sh", "-c", script, "sh", hosts, JAM, "check", target, "--only", "connect"];
    expect((await runProgram(["unshare", "-rm", ...command])).exit).toBe(0);
  },
);

needs("sh", "dash")(
  "a judge that runs out of descriptors reports an error, not a fail",
  async () => {
    await using server = await smallServer((socket) => serveRight(socket));
    const target = `127.0.0.1:${server.address.port}`;
    const command = [JAM, "check", target, "--only", "idle-crowd", "--json"];
    const { exit, stdout } = await runProgram(["sh", "-c", 'ulimit -n 64; exec "$@"', "sh", ...command]);
    const { cases } = JSON.parse(stdout) as JsonResult;
    expect([exit, cases["idle-crowd"]]).toMatchObject([1, { verdict: "error", code: "EMFILE" }]);
  },
  30_000,
);

describe("a command", () => {
  test.concurrent("that is not there exits with 3", async () => {
    const { exit, stdout, stderr } = await check([
      "--port",
      String(await freePort()),
      "--",
      "jam-no-such-command",
    ]);
    expect([exit, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("jam-no-such-command cannot be started: ENOENT");
  });

  test.concurrent("whose port is taken is not started, and the holder is named", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const address = holder.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const mark = join(folder, "started");
    const { exit, stdout, stderr } = await check(["--port", port, "--", "touch", mark]);
    holder.close();
    expect([exit, stdout, existsSync(mark)]).toEqual([3, "", false]);
    expect(stderr).toContain(`Port ${port}`);
    expect(stderr).toContain(`(process ${process.pid})`);
  });

  withPython("that ends before it listens exits with 3 and prints its last output first", async () => {
    const file = join(folder, "syntax-error.py");
    writeFileSync(file, "def (:\n");
    const port = String(await freePort());
    const { exit, stdout, stderr } = await check(["--port", port, "--", "python3", file]);
    expect([exit, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(/SyntaxError: [\s\S]*\njam: COMMAND exited with 1 before it listened\.\n$/);
    const json = await check(["--json", "--port", port, "--", "python3", file]);
    const { notJudged, grade, passes } = JSON.parse(json.stdout);
    expect([json.exit, grade, passes]).toEqual([3, null, false]);
    expect(notJudged).toMatchObject({
      why: "exited",
      code: 1,
      output: expect.stringContaining("SyntaxError"),
    });
  });

  test.concurrent("that does not listen within --start-timeout exits with 3", async () => {
    const flags = ["--port", String(await freePort()), "--start-timeout", "300ms"];
    const { exit, stdout, stderr } = await check([...flags, "--", "sleep", "60"]);
    expect([exit, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("COMMAND did not listen within 0.3 s");
    const inIndonesian = await check([...flags, "--lang", "id", "--", "sleep", "60"]);
    expect(inIndonesian.stderr).toContain("COMMAND belum membuka port dalam 0.3 detik");
  });

  withPython(
    "that crashes on bad UTF-8 is reported with the case and its last words, and judged on after a fresh start",
    async () => {
      using server = new CourseFile({ crashesOnBadUtf8: true });
      const port = await freePort();
      const flags = ["--port", String(port), "--only", "bad-utf8,nul-bytes", "--"];
      const { exit, cases, process } = await checkAsJson([...flags, ...server.command(port)]);
      expect(exit).toBe(1);
      expect(cases["bad-utf8"]?.verdict).toBe("fail");
      expect(cases["nul-bytes"]?.verdict).toBe("pass"); // on a fresh start
      expect(process?.restartedAfter).toContain("bad-utf8");
      expect(process?.exit).toMatchObject({ code: 1, signal: null, afterCase: "bad-utf8" });
      expect(process?.stderr).toContain("UnicodeDecodeError");
      const { stdout } = await check([...flags, ...server.command(port)]);
      expect(stdout).toContain("UnicodeDecodeError");
      expect(server.running).toEqual([]);
    },
  );

  withPython("that dies of a reset is reported with that case, not with the one before", async () => {
    const program = `import socket, sys, time
s = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    c, _ = s.accept()
    rest = b""
    while data := c.recv(1024):
        *lines, rest = (rest + data)[-9999:].split(b"\\r\\n")
        c.sendall(b"".join(time.strftime("JAM %H:%M:%S\\r\\n").encode() for _ in lines))
    c.close()`;
    const port = await freePort();
    const flags = ["--port", String(port), "--only", "nul-bytes,long-line,reset,churn", "--"];
    const { process, cases } = await checkAsJson([...flags, "python3", "-c", program, String(port)]);
    expect(cases["reset"]?.verdict).toBe("fail");
    expect(process?.restartedAfter).toEqual(["reset"]);
    expect(process?.exit).toMatchObject({ code: 1, signal: null, afterCase: "reset" });
    expect(process?.stderr).toContain("ConnectionResetError");
  });

  withPython("that is interrupted prints what was judged until then", async () => {
    using server = new CourseFile();
    const port = await freePort();
    const flags = ["--port", String(port), "--only", "connect,time-reply,churn,reply-clock", "--json"];
    const child = Bun.spawn([JAM, "check", ...flags, "--", ...server.command(port)], {
      stdio: ["ignore", "pipe", "pipe"],
      env: cleanEnvironment(ENGLISH),
    });
    try {
      await server.started(1);
      await Bun.sleep(2_000); // by then the first cases are judged, and reply-clock takes longer
      child.kill("SIGTERM");
      const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
      expect([await child.exited, stderr]).toEqual([130, "jam: interrupted\n"]);
      const { cases, isInterrupted, grade, passes } = JSON.parse(stdout);
      expect([isInterrupted, grade, passes]).toEqual([true, null, false]);
      expect(Object.keys(cases).slice(0, 2)).toEqual(["connect", "time-reply"]);
      expect(server.running).toEqual([]);
    } finally {
      child.kill("SIGKILL");
    }
  });

  /** Starts a check, sends it the signal when so many processes are there, and gives its exit code. */
  async function interrupt(server: CourseFile, when: number, signal: "SIGINT" | "SIGTERM" | "SIGHUP") {
    const port = await freePort();
    const flags = ["--port", String(port), "--only", "connect", "--", ...server.command(port)];
    const child = Bun.spawn([JAM, "check", ...flags], {
      stdio: ["ignore", "ignore", "ignore"],
      env: cleanEnvironment(ENGLISH),
    });
    try {
      await server.started(when);
      child.kill(signal);
      return await child.exited;
    } finally {
      child.kill("SIGKILL");
    }
  }

  const WITH_CHILDREN = `
note(subprocess.Popen(["sleep", "300"]).pid)
note(subprocess.Popen(["sleep", "300"], start_new_session=True).pid)
time.sleep(300)
`;

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    withPython(`is stopped with its children when the check gets ${signal}`, async () => {
      using server = new CourseFile({ before: WITH_CHILDREN });
      expect(await interrupt(server, 3, signal)).toBe(130);
      expect([server.pids.length, server.running]).toEqual([3, []]);
    });
  }

  withPython("is stopped during the restart test too", async () => {
    using server = new CourseFile({ before: "if starts == 2: time.sleep(300)" });
    expect(await interrupt(server, 2, "SIGINT")).toBe(130);
    expect(server.running).toEqual([]);
  });
});

testInOwnNetwork(
  "a machine without ports for outgoing connections is reported as such, and is no result for the server",
  async () => {
    const ports = "ip link set lo up && echo 33000 33001 >/proc/sys/net/ipv4/ip_local_port_range";
    const holding = `python3 -c 'import socket, time
servers = [socket.create_server(("127.0.0.1", port)) for port in (33000, 33001)]; time.sleep(15)' >/dev/null 2>&1 & sleep 0.5`;
    const server = [JAM, "serve", "--port", "45000", "--host", "127.0.0.1"];
    const command = inOwnNetwork(`${ports}; ${holding}`, [JAM, "check", "--json", "--", ...server]);
    const { exit, stdout, stderr } = await runProgram(command, { env: ENGLISH });
    expect(exit).toBe(3);
    expect(stderr).toContain("jam: The judge could not connect: the machine has no more ports");
    expect(stderr).not.toMatch(/^ +at /m);
    expect(JSON.parse(stdout)).toMatchObject({ grade: null, notJudged: { code: "EADDRNOTAVAIL" } });
  },
  30_000,
);

describe("a usage error", () => {
  const REFUSED = "127.0.0.1:1";
  const MISTAKES: readonly (readonly [flags: readonly string[], message: string])[] = [
    [[], "HOST:PORT"],
    [["--profil", "basic", REFUSED], "Did you mean --profile?"],
    [["--profile", "basik", REFUSED], "Did you mean basic?"],
    [["--profile", "", REFUSED], "--profile"],
    [["--only", "split-wrd", REFUSED], "Did you mean split-word?"],
    [["--skip", "chrun", REFUSED], "Did you mean churn?"],
    [["--only", "split-*", "--profile", "robust", REFUSED], "matches no case"],
    [["--skip", "*", REFUSED], "matches no case"],
    [["--lang", "in", REFUSED], "--lang"],
    [["--patience", "0", REFUSED], "--patience"],
    [["--jobs", "many", REFUSED], "--jobs"],
    [["--port", "0", "--", "true"], "--port"],
    [["--json", "--tap", REFUSED], "--json and --tap"],
    [["--junit"], "--junit"],
    [["127.0.0.1:99999"], "65535"],
    [[REFUSED, REFUSED], "give one server"],
    [[REFUSED, "--", "true"], "not both"],
    [["--"], "must be followed by a command"],
    [["--watch", REFUSED], "--watch needs a command"],
  ];

  test("it exits with 2, prints what is wrong on stderr, and checks nothing", async () => {
    const runs = await Promise.all(
      MISTAKES.map(async ([flags, message]) => ({ flags, message, ...(await check(flags)) })),
    );
    for (const { flags, message, exit, stdout, stderr } of runs) {
      expect([flags, exit, stdout]).toEqual([flags, 2, ""]);
      expect(stderr).toStartWith("jam: ");
      expect(stderr).toContain(message);
    }
  });
});

describe("what is printed", () => {
  test("the list has every case, as text and as JSON, or the chosen ones", async () => {
    const text = await check(["--list"]);
    expect([text.exit, text.stderr]).toEqual([0, ""]);
    expect(
      text.stdout
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(ALL_IDS);
    const rows = JSON.parse((await check(["--list", "--json"])).stdout);
    expect(rows.map(({ id }: { id: string }) => id)).toEqual(ALL_IDS);
    expect(rows[0]).toEqual({
      ...{ id: "connect", clause: "1.a", level: "must", profile: "basic", prerequisites: [] },
      requirement: textsOf("en").cases.connect.requirement,
    });
    const some = await check(["--list", "--only", "split-*,churn", "--skip", "split-word"]);
    expect(some.stdout.match(/^\S+/gm)).toEqual(["split-crlf", "split-bytes", "churn"]);
  });

  test("the language is that of --lang, or else of the environment, or else English", async () => {
    const english = textsOf("en").cases.connect.requirement;
    const indonesian = textsOf("id").cases.connect.requirement;
    const list = (flags: readonly string[], env: Record<string, string>) =>
      check(["--list", "--only", "connect", ...flags], { LC_ALL: "", LC_MESSAGES: "", LANG: "", ...env });
    for (const [flags, env, requirement] of [
      [[], {}, english],
      [["--lang", "id"], {}, indonesian],
      [[], { LANG: "id_ID.UTF-8" }, indonesian],
      [[], { LANG: "id_ID.UTF-8", LC_ALL: "en_US.UTF-8" }, english],
      [["--lang", "en"], { LANG: "id_ID.UTF-8" }, english],
      [[], { LANG: "fr_FR.UTF-8" }, english],
    ] as const) {
      const { stdout } = await list(flags, env);
      expect([flags, env, stdout.trim().endsWith(requirement)]).toEqual([flags, env, true]);
    }
    const report = await check(["127.0.0.1:1", "--lang", "id"]);
    expect(report.exit).toBe(1);
    expect(report.stdout.replaceAll(/\s+/g, " ")).toContain(indonesian);
  }, 30_000);

  test("JSON and TAP come on stdout instead of the report, and the files are written beside it", async () => {
    const port = await freePort();
    const file = (name: string) => join(folder, name);
    const files = ["--junit", file("j.xml"), "--html", file("h.html"), "--gradescope", file("results.json")];
    const { exit, stdout } = await check([`127.0.0.1:${port}`, "--tap", ...files]);
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^TAP version 1\d\n/);
    expect(stdout).toContain(`\n1..${ALL_IDS.length}\n`);
    expect(readFileSync(file("j.xml"), "utf8")).toStartWith("<?xml");
    expect(readFileSync(file("h.html"), "utf8").toLowerCase()).toStartWith("<!doctype html>");
    expect(JSON.parse(readFileSync(file("results.json"), "utf8")).tests.length).toBe(ALL_IDS.length);
    const json = await check([`127.0.0.1:${port}`, "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 2, target: { port }, passes: false });
  }, 30_000);

  test("a file that cannot be written exits with 3 before the check begins", async () => {
    writeFileSync(join(folder, "no-folder"), "");
    const file = join(folder, "no-folder", "report.xml");
    const { exit, stdout, stderr } = await check(["127.0.0.1:1", "--junit", file]);
    expect(exit).toBe(3);
    expect(stderr).toContain(`cannot write ${file}: EEXIST`);
    expect(stdout).toBe("");
  });

  needs("sh", "dash")("a reader that closes the pipe changes no verdict", async () => {
    const script = '"$1" check 127.0.0.1:1 --json; echo "exit $?" >&2';
    const { stderr } = await runProgram(["sh", "-c", `(${script}) | head -c 1`, "sh", JAM]);
    expect(stderr).toBe("exit 1\n");
  });
});
