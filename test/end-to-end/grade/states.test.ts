/** What becomes of a submission that does not build, does not start, listens elsewhere or cannot be judged here. */
import { expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../support/within.ts";
import { canIsolate, leftOf, OPEN_WAY, Submitted, untilNothingIsLeft, WAYS, type Way } from "./judged.ts";

/** For a busy machine. */
const SECONDS = 120_000;
const last = WAYS.at(-1);
const ends = WAYS.filter((each, index) => index === 0 || each === last);
const ways: readonly Way[] = [...(canIsolate ? ends : []), OPEN_WAY];
const inSandbox = test.concurrent.skipIf(!canIsolate);
const way = last ?? OPEN_WAY;

const SERVER = `
import os, signal, socket, sys, threading, time
def client(c):
    with c, c.makefile("rb") as lines:
        for line in lines:
            if line == b"TIME\\r\\n": c.sendall(time.strftime("JAM %H:%M:%S\\r\\n").encode())
            elif line == b"QUIT\\r\\n": return
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind((sys.argv[1], int(sys.argv[2]))); s.listen(200)
while True: threading.Thread(target=client, args=(s.accept()[0],), daemon=True).start()
`;
const files = { "server.py": SERVER };
const python = (...args: readonly string[]) => ["python3", "server.py", ...args];
/** Without a sandbox the machine's own ports are used, one for each test. */
let ports = 22_000;

for (const each of ways) {
  test.concurrent(
    `${each.name}: a build that fails has its command and the compiler's last lines, whole`,
    async () => {
      using submitted = new Submitted({
        files: { "build.sh": "echo first\necho “tidak” '\u001b[1m' >&2\nexit 2\n" },
        build: [["true"], ["sh", "build.sh"], ["touch", "never"]],
        command: ["true"],
      });
      const { pid, report } = await submitted.judge(each);
      expect(report.outcome).toEqual({
        state: "did-not-build",
        command: ["sh", "build.sh"],
        output: "first\n“tidak” \\u001b[1m",
      });
      await untilNothingIsLeft(pid, submitted.slot, submitted.folder);
      expect(readdirSync(submitted.folder)).toEqual(["build.sh"]);
    },
    SECONDS,
  );

  test.concurrent(
    `${each.name}: a build without end is ended in time with what it started`,
    async () => {
      const marker = crypto.randomUUID();
      using submitted = new Submitted({
        files: { "build.sh": `echo started\nsh -c 'sleep 50 # ${marker}' &\nsleep 50\n` },
        ...{ build: [["sh", "build.sh"]], command: ["true"], limits: { buildSeconds: 2 } },
      });
      const { pid, report } = await submitted.judge(each);
      expect(report.outcome).toMatchObject({
        state: "did-not-build",
        output: "started",
        exceeded: "seconds",
      });
      await untilNothingIsLeft(pid, submitted.slot, marker);
    },
    SECONDS,
  );

  test.concurrent(
    `${each.name}: a server that ends has its last output, and how it ended`,
    async () => {
      const ending = "import os, sys; print('tidak jalan', flush=True); os.kill(os.getpid(), 11)";
      using submitted = new Submitted({
        ...{ files: { "server.py": ending }, command: python(), plan: { port: ports++ } },
      });
      const { report } = await submitted.judge(each);
      expect(report.outcome).toMatchObject({
        state: "did-not-start",
        result: {
          grade: 0,
          notJudged: { why: "exited", code: null, signal: "SIGSEGV", output: "tidak jalan" },
        },
      });
    },
    SECONDS,
  );

  test.concurrent(
    `${each.name}: a server that is built, with a file of the course, is judged by all cases and leaves nothing`,
    async () => {
      const course = mkdtempSync("/tmp/jam-course-");
      chmodSync(course, 0o755);
      writeFileSync(join(course, "base.py"), "GREETING = 'JAM'\n");
      const port = ports++;
      using submitted = new Submitted({
        files: {
          "src/made.py.in": `from base import GREETING\n${SERVER.replaceAll('"JAM ', 'GREETING + " ')}`,
        },
        build: [["cp", "made.py.in", "server.py"]],
        command: python("0.0.0.0", String(port)),
        plan: { port, workingFolder: "src", extraFiles: [join(course, "base.py")], language: "python" },
      });
      const { pid, report } = await submitted.judge(each);
      rmSync(course, { recursive: true });
      expect(report.outcome).toMatchObject({
        state: "judged",
        result: {
          ...{ grade: 1, target: { host: "127.0.0.1", port } },
          process: { command: python("0.0.0.0", String(port)), language: "python" },
        },
      });
      await untilNothingIsLeft(pid, submitted.slot, submitted.folder);
      expect(readdirSync(join(submitted.folder, "src"))).toEqual(["made.py.in"]);
    },
    SECONDS,
  );

  test.concurrent(
    `${each.name}: a program that is missing on this machine is no student's fault`,
    async () => {
      using submitted = new Submitted({ files, command: ["jam-no-such-program"], plan: { port: ports++ } });
      const { outcome } = (await submitted.judge(each)).report;
      expect(outcome).toMatchObject({
        state: "judge-error",
        message: expect.stringMatching(/^jam-no-such-program is not in .*, where submissions find programs$/),
      });
    },
    SECONDS,
  );

  test.concurrent(
    `${each.name}: when the grading is killed, its judge ends the server and removes what it made`,
    async () => {
      const marker = crypto.randomUUID();
      const port = ports++;
      using submitted = new Submitted({
        files: { "server.py": `${SERVER}# never ends` },
        ...{
          command: python("0.0.0.0", String(port), marker),
          plan: { port },
          chosen: ["idle-crowd", "churn"],
        },
      });
      const grading = submitted.start(each);
      const pid = Number(new TextDecoder().decode((await grading.stderr.getReader().read()).value));
      const left = () => leftOf(pid, submitted.slot, marker);
      await until(
        60,
        () => left().length > 1 && left().some((each) => each.includes("process")),
        () => "a server",
      );
      grading.kill("SIGKILL");
      await until(
        20,
        () => left().length === 0,
        () => `an end of ${left()}`,
      );
    },
    SECONDS,
  );
}

for (const each of WAYS)
  inSandbox(
    `a server on another port is judged there and fails connect alone, ${each.name}`,
    async () => {
      using submitted = new Submitted({ files, command: python("0.0.0.0", "5000") });
      expect((await submitted.judge(each)).report.outcome).toMatchObject({
        state: "judged",
        result: {
          target: { port: 5000 },
          cases: [
            { id: "connect", verdict: "fail", fault: "other-port" },
            { id: "time-reply", verdict: "pass" },
          ],
        },
      });
    },
    SECONDS,
  );

inSandbox(
  "a server on the address of the assignment's first machine is judged there",
  async () => {
    using submitted = new Submitted({ files, command: python("172.16.16.101", "45000") });
    expect((await submitted.judge(way)).report.outcome).toMatchObject({
      state: "judged",
      result: { grade: 1, target: { host: "172.16.16.101", port: 45_000 } },
    });
  },
  SECONDS,
);

inSandbox(
  "judging that takes too long is no grade",
  async () => {
    const silent = SERVER.replace('"JAM %H', 'time.sleep(30) or "JAM %H');
    using submitted = new Submitted({
      files: { "server.py": silent },
      ...{ command: python("0.0.0.0", "45000"), limits: { judgeSeconds: 3 } },
    });
    const { outcome } = (await submitted.judge(way)).report;
    expect(outcome).toMatchObject({ state: "judge-error" });
    expect("message" in outcome && outcome.message).toStartWith("judging took longer than 3 s");
  },
  SECONDS,
);

inSandbox(
  "servers on one port are judged at the same time",
  async () => {
    using first = new Submitted({ files, command: python("0.0.0.0", "45000") });
    using second = new Submitted({ files, command: python("0.0.0.0", "45000") });
    const found = await Promise.all([first.judge(way), second.judge(way)]);
    for (const { report } of found)
      expect(report.outcome).toMatchObject({ state: "judged", result: { grade: 1 } });
  },
  SECONDS,
);

inSandbox.skipIf(process.getuid?.() !== 0)(
  "a class below a folder that submissions see is covered (needs root)",
  async () => {
    const folder = mkdtempSync("/opt/jam-class-");
    try {
      chmodSync(folder, 0o755);
      mkdirSync(join(folder, "other"));
      const look = `import os; print(os.listdir("${folder}"), os.path.exists("/opt"), flush=True)`;
      const make = (hidden: readonly string[]) =>
        new Submitted({ files: { "server.py": look }, command: python(), hidden });
      using seen = make([]);
      using covered = make([folder]);
      const [first, second] = await Promise.all([seen.judge(way), covered.judge(way)]);
      expect(JSON.stringify(first.report.outcome)).toContain("['other'] True");
      expect(JSON.stringify(second.report.outcome)).toContain("[] True");
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  SECONDS,
);
