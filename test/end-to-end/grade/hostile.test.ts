/** Hostile submissions: each is bounded, learns nothing, reaches nothing, and leaves nothing. Each bounds itself too. */
import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "../../../src/grade/outcome.ts";
import {
  canIsolate,
  type Handed,
  type Judged,
  Submitted,
  untilNothingIsLeft,
  WAYS,
  type Way,
} from "./judged.ts";

/** For a busy machine. */
const SECONDS = 120_000;

/** A right server; `before` runs before it listens, `main` listens. */
const server = (before: string, last = "main()") => `
import json, os, signal, socket, sys, threading, time
def client(c):
    with c, c.makefile("rb") as lines:
        for line in lines:
            if line == b"TIME\\r\\n": c.sendall(time.strftime("JAM %H:%M:%S\\r\\n").encode())
            elif line == b"QUIT\\r\\n": return
def main():
    s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("0.0.0.0", 45000)); s.listen(200)
    while True: threading.Thread(target=client, args=(s.accept()[0],), daemon=True).start()
${before}
${last}
`;

/** What it prints before it ends is the output of a server that did not start. */
const report = (program: string) => server(program, "sys.exit(3)");

function outputOf(outcome: Outcome): string {
  if (outcome.state !== "did-not-start") throw new Error(JSON.stringify(outcome));
  const { notJudged } = outcome.result;
  return notJudged !== undefined && "output" in notJudged ? notJudged.output : "";
}

/** As in a class: what was judged by timers that were late does not count. */
async function judged(way: Way, program: string, more: Partial<Handed> = {}): Promise<Judged> {
  for (let left = 2; ; left--) {
    const found = await judgedOnce(way, program, more);
    if (!found.report.timersWereLate || left === 0) return found;
  }
}

async function judgedOnce(way: Way, program: string, more: Partial<Handed>): Promise<Judged> {
  const file = `hostile-${crypto.randomUUID()}.py`;
  using submitted = new Submitted({ files: { [file]: program }, command: ["python3", file], ...more });
  const found = await submitted.judge(way);
  await untilNothingIsLeft(found.pid, submitted.slot, file);
  expect(readFileSync(join(submitted.folder, file), "utf8")).toBe(program);
  expect(readdirSync(submitted.folder)).toEqual([file]);
  return found;
}

for (const way of WAYS) {
  describe.skipIf(!canIsolate)(`a hostile submission ${way.name} (needs Debian's bubblewrap)`, () => {
    test.concurrent(
      "sees no file, process, variable or descriptor of the one who grades, and no network",
      async () => {
        using listener = Bun.listen({ hostname: "0.0.0.0", port: 0, socket: { data() {} } });
        const other = new Submitted({ files: { "answer.py": "x" }, command: [] });
        using _ = other;
        const paths = [
          other.folder,
          "/etc/shadow",
          "/root",
          "/home",
          import.meta.dirname,
          "/var",
          "/run",
          "/sys",
        ];
        const { report: found } = await judged(
          way,
          report(`
def attempt(act):
    try: return act()
    except OSError as error: return error.strerror
def connect(family, address):
    s = socket.socket(family); s.settimeout(3); s.connect(address); return "connected"
writable = set()
for folder, inside, _ in os.walk("/"):
    if folder == "/": inside[:] = [name for name in inside if name not in ("usr", "opt", "nix")]
    if folder.startswith("/proc/") and folder.count("/") > 2: continue
    try: open(folder + "/written", "w").close(); writable.add("/".join(folder.split("/")[:3])); os.remove(folder + "/written")
    except OSError: pass
opened = []
def open_more():
    while len(opened) < 5000: opened.append(os.open("/dev/null", os.O_RDONLY))
status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines())
print(json.dumps({
    "paths": {path: attempt(lambda: os.listdir(path) if os.path.isdir(path) else open(path).read()) for path in json.loads('${JSON.stringify(paths)}')},
    "loopback": attempt(lambda: connect(socket.AF_INET, ("127.0.0.1", ${listener.port}))),
    "outside": attempt(lambda: connect(socket.AF_INET, ("192.0.2.1", 80))),
    "outside6": attempt(lambda: connect(socket.AF_INET6, ("2001:db8::1", 80))),
    "processes": len([name for name in os.listdir("/proc") if name.isdigit()]),
    "descriptors": sorted(int(name) for name in os.listdir("/proc/self/fd"))[:3] + [len(os.listdir("/proc/self/fd"))],
    "variables": sorted(os.environ),
    "writable": sorted(writable),
    "capabilities": status["CapEff"].strip() + status["CapBnd"].strip(),
    "privileges": status["NoNewPrivs"].strip(),
    "isRoot": os.getuid() == 0,
    "users": len(open("/etc/passwd").readlines()),
    "more": attempt(open_more), "opened": len(opened), "closed": [os.close(each) for each in opened].clear(),
    "home": os.path.exists(os.environ["HOME"]),
    "root": attempt(lambda: os.setuid(0)),
}))`),
        );
        const seen = JSON.parse(outputOf(found.outcome));
        const missing = "No such file or directory";
        expect(seen.paths).toEqual(Object.fromEntries(paths.map((path) => [path, missing])));
        expect(seen).toMatchObject({
          ...{
            loopback: "Connection refused",
            outside: "Network is unreachable",
          },
          ...{ more: "Too many open files", opened: 253 },
          // bubblewrap's own, and this one.
          ...{
            processes: 2,
            descriptors: [0, 1, 2, 4],
            writable: ["/dev/shm", "/submission", "/tmp", "/tmp/home"],
          },
          ...{ capabilities: "0".repeat(32), privileges: "1", isRoot: false, users: 2, home: true },
          outside6: expect.stringMatching(/^(Network is unreachable|Address family not supported.*)$/),
          root: expect.stringMatching(/^(Operation not permitted|Invalid argument)$/),
        });
        expect(seen.variables).toEqual([
          ...[
            "GOCACHE",
            "GOFLAGS",
            "GOPATH",
            "GOPROXY",
            "GOSUMDB",
            "GOTOOLCHAIN",
            "HOME",
            "LC_ALL",
            "LOGNAME",
          ],
          ...["PATH", "PWD", "STARTED_BY_JAM", "TMPDIR", "USER"],
        ]);
      },
      SECONDS,
    );

    test.concurrent(
      "that forks without end gets no more processes than its limit",
      async () => {
        const { report: found } = await judged(
          way,
          report(`
count = 0
try:
    while count < 500:
        if os.fork() == 0: time.sleep(15); os._exit(0)
        count += 1
except OSError as error: print(count, error.strerror, flush=True)`),
        );
        const [count, ...why] = outputOf(found.outcome).split(" ");
        expect(why.join(" ")).toBe("Resource temporarily unavailable");
        expect(Number(count)).toBeGreaterThan(40);
        expect(Number(count)).toBeLessThan(64);
      },
      SECONDS,
    );

    test.concurrent(
      "that takes memory without end is ended at its limit, and the report says why",
      async () => {
        const { report: found } = await judged(
          way,
          report(`
taken = []
while len(taken) < 200:
    taken.append(bytearray(os.urandom(1 << 20) * 8)); time.sleep(0.01)
print("took 1600 MiB")`),
        );
        expect(outputOf(found.outcome)).not.toContain("took");
        expect(found.outcome).toMatchObject({ exceeded: "memory" });
        expect(found.peakMemoryMib).toBeLessThan(400);
      },
      SECONDS,
    );

    test.concurrent(
      "that takes memory which no process shows as its own is ended at the same limit",
      async () => {
        const { report: found } = await judged(
          way,
          report(`
file = os.memfd_create("unmapped")
for _ in range(7): os.write(file, bytes(1 << 20))
import ctypes
libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
libc.shmdt.argtypes = [ctypes.c_void_p]
for _ in range(40):
    segment = libc.shmget(0, 8 << 20, 0o1600)
    place = libc.shmat(segment, None, 0)
    ctypes.memset(place, 1, 8 << 20)
    libc.shmdt(place); time.sleep(0.05)
print("took 320 MiB")`),
        );
        expect(outputOf(found.outcome)).not.toContain("took");
        expect(found.outcome).toMatchObject({ exceeded: "memory" });
      },
      SECONDS,
    );

    test.concurrent(
      "that writes files without end finds the end of its file size and of its room",
      async () => {
        const { report: found } = await judged(
          way,
          report(`
def fill(folder):
    written, why = 0, ""
    for number in range(200):
        try:
            with open(f"{folder}/{number}", "wb") as file:
                for _ in range(16): written += file.write(bytes(1 << 20))
        except OSError as error:
            if error.strerror != "File too large": why = error.strerror; break
    return written >> 20, why
print(fill("/tmp"), fill("/dev/shm"), fill("/submission"), flush=True)`),
          { limits: { memoryMib: 1024 } },
        );
        const output = outputOf(found.outcome);
        expect(output).toMatch(/^\((4\d\d|5[01]\d), 'No space left on device'\) \(0, 'No.*\) \(0, 'No.*\)$/);
        expect(found.outcome).toMatchObject({ exceeded: "disk" });
      },
      SECONDS,
    );

    test.concurrent(
      "that prints without end is ended at its limit",
      async () => {
        const { report: found } = await judged(
          way,
          report(`
for _ in range(1 << 14): sys.stdout.write("x" * (1 << 16))
print("printed 1 GiB")`),
        );
        expect(found.outcome).toMatchObject({ state: "did-not-start", exceeded: "output" });
        expect(outputOf(found.outcome)).not.toContain("printed");
      },
      SECONDS,
    );

    test.concurrent(
      "that computes without end is ended at its limit of processor time",
      async () => {
        const { report: found } = await judged(
          way,
          report(`
for _ in range(4):
    if os.fork() == 0: break
until = time.time() + 80
while time.time() < until: pass`),
          { limits: { cpuSeconds: 1 } },
        );
        expect(found.outcome).toMatchObject({ state: "did-not-start", exceeded: "cpu" });
      },
      SECONDS,
    );

    test.concurrent(
      "that kills everything it can reach only ends itself or its own",
      async () => {
        const { report: found } = await judged(
          way,
          server(`
for target in (-1, 1, os.getppid()):
    for number in (signal.SIGTERM, signal.SIGKILL):
        try: os.kill(target, number)
        except OSError: pass`),
        );
        expect(found.outcome).toMatchObject({ state: "judged", result: { grade: 1 } });
      },
      SECONDS,
    );

    test.concurrent(
      "that goes to the background, forgets its environment and ignores SIGTERM is judged and ended",
      async () => {
        const { report: found } = await judged(
          way,
          server(`
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if len(sys.argv) == 1:
    if os.fork() > 0: os._exit(0)
    os.setsid()
    if os.fork() > 0: os._exit(0)
    os.execve(sys.executable, [sys.executable, __file__, "background"], {})`),
        );
        expect(found.outcome).toMatchObject({
          state: "judged",
          result: { grade: 1, process: { isInBackground: true } },
        });
      },
      SECONDS,
    );

    test.concurrent(
      "that changes and removes its files changes a copy",
      async () => {
        const { report: found } = await judged(
          way,
          server(`
open(__file__, "w").write("changed")
os.remove(__file__)
os.symlink("/etc/passwd", __file__)
os.mkdir("more"); open("more/file", "w").close()`),
        );
        expect(found.outcome).toMatchObject({ state: "judged", result: { grade: 1 } });
      },
      SECONDS,
    );
  });
}

const [first] = WAYS;

test.skipIf(!canIsolate || first === undefined)(
  "names with control characters and markup are just names, and a link out of the submission is not followed",
  async () => {
    if (first === undefined) return;
    const file = `a\n\u001b[31m<b>'"$(touch x)&;\u202e.py`;
    using odd = new Submitted({ files: { [file]: server("") }, command: ["python3", file] });
    expect((await odd.judge(first)).report.outcome).toMatchObject({ state: "judged", result: { grade: 1 } });
    const outside = join(import.meta.dirname, "hostile.test.ts");
    using link = new Submitted({
      files: { "server.py": "" },
      command: ["python3", "server.py"],
      arrange(folder) {
        Bun.spawnSync(["rm", join(folder, "server.py")]);
        symlinkSync(outside, join(folder, "server.py"));
        writeFileSync(join(folder, "unlisted"), "");
      },
    });
    const { outcome } = (await link.judge(first)).report;
    expect(outcome).toEqual({ state: "judge-error", message: "server.py leads out of the submission" });
  },
  SECONDS,
);
