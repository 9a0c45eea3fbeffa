/** A server that the check starts: watched, and stopped with everything that it started. */
import { afterAll, expect, test } from "bun:test";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerProcess, StartError } from "../../../src/check/target/server-process.ts";
import { until } from "../../end-to-end/support/within.ts";
import { isRunning, readPids } from "../running.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-server-process-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts it, stops it however the test ends, and gives the process ids that it wrote into the file `$0`. */
async function withServer(
  command: readonly string[],
  look: (server: ServerProcess, pids: () => readonly number[]) => Promise<void>,
): Promise<void> {
  const file = join(folder, `pids-${Bun.randomUUIDv7()}`);
  const server = await ServerProcess.start([...command, file]);
  const pids = () => readPids(file);
  try {
    await look(server, pids);
  } finally {
    await server.stop();
    for (const pid of pids().filter(isRunning)) process.kill(pid, "SIGKILL");
  }
}

const ended = (server: ServerProcess) =>
  until(
    10,
    () => server.ended !== undefined,
    () => "the server's end",
  );

test.concurrent("a shell is stopped with its children, also with one in a session of its own", async () => {
  const script = 'sleep 60 & echo $! >>"$0"; setsid sleep 60 & echo $! >>"$0"; echo $$ >>"$0"; wait';
  await withServer(["sh", "-c", script], async (server, pids) => {
    await until(
      10,
      () => pids().length === 3,
      () => "three processes",
    );
    expect(pids().filter(isRunning)).toEqual([...pids()]);
    await server.stop();
    expect(pids().filter(isRunning)).toEqual([]);
    expect(server.ended).toBeUndefined(); // it did not end by itself
  });
});

test.concurrent("processes that a server leaves running when it ends are stopped too", async () => {
  await withServer(["sh", "-c", 'sleep 60 & echo $! >>"$0"'], async (server, pids) => {
    await ended(server);
    expect(pids().filter(isRunning)).toEqual([...pids()]);
    await server.stop();
    await until(
      5,
      () => !pids().some(isRunning),
      () => "the child's end",
    );
  });
});

test.concurrent("a server that ignores SIGTERM is killed, and its children with it", async () => {
  const script = 'trap "" TERM; sleep 60 & echo $! >>"$0"; echo $$ >>"$0"; while :; do sleep 1; done';
  await withServer(["sh", "-c", script], async (server, pids) => {
    await until(
      10,
      () => pids().length === 2,
      () => "two processes",
    );
    const from = performance.now();
    await server.stop();
    expect(performance.now() - from).toBeLessThan(5_000);
    await until(
      5,
      () => !pids().some(isRunning),
      () => "the end of both",
    );
  });
});

test.concurrent("a child that takes its time to end gets it, though the shell has ended at once", async () => {
  const slow = 'trap \'sleep 0.3; echo $$ >>"$0"; exit\' TERM; echo $$ >>"$0"; while :; do sleep 0.01; done';
  await withServer(
    ["sh", "-c", `sh -c '${slow.replaceAll("'", `'"'"'`)}' "$0" & wait`],
    async (server, pids) => {
      await until(
        10,
        () => pids().length === 1,
        () => "the child's beginning",
      );
      await server.stop();
      const [child = 0] = pids();
      expect(pids()).toEqual([child, child]); // once when it began, once when it had ended
    },
  );
});

test.concurrent("stopping twice, and after the end, does nothing more", async () => {
  await withServer(["true"], async (server) => {
    await ended(server);
    expect(server.ended).toEqual({ code: 0, signal: null });
    await server.stop();
    await server.stop();
  });
});

test.concurrent("how it ended by itself is seen: its code, or the signal", async () => {
  await withServer(["sh", "-c", "exit 7"], async (server) => {
    await ended(server);
    expect(server.ended).toEqual({ code: 7, signal: null });
  });
  await withServer(["sh", "-c", "kill -SEGV $$"], async (server) => {
    await ended(server);
    expect(server.ended).toEqual({ code: null, signal: "SIGSEGV" });
  });
});

test.concurrent("processor time, memory and threads of the whole tree are seen", async () => {
  const program = `
import threading, time
block = bytearray(60 << 20)
for _ in range(3): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
end = time.process_time() + 0.5
while time.process_time() < end: pass
time.sleep(60)
`;
  const script = `python3 -c '${program}' & wait`;
  await withServer(["sh", "-c", script], async (server) => {
    await until(
      10,
      () => (server.cpuSeconds() ?? 0) >= 0.5,
      () => `0.5 s of CPU, but ${server.cpuSeconds()}`,
    );
    expect(server.peakMemoryKib).toBeGreaterThan(60 << 10);
    expect(server.peakThreads).toBeGreaterThanOrEqual(5);
    await server.stop();
    expect(server.cpuSeconds()).toBeUndefined();
    expect(server.peakMemoryKib).toBeGreaterThan(60 << 10);
  });
});

test.concurrent("of what it writes to stderr the last is kept, bounded and safe to show", async () => {
  const program =
    "import sys; sys.stderr.write('\\033[31mjunk\\0\\n' * 50000 + 'Traceback\\n  last words'); sys.exit(1)";
  await withServer(["python3", "-c", program], async (server) => {
    await ended(server);
    await until(
      5,
      () => server.stderr.endsWith("Traceback\n  last words"),
      () => "the last words",
    );
    expect(server.stderr).toContain("\\x1b[31mjunk\\x00\n");
    expect(server.stderr).toMatch(/^[ -~…\n]*$/);
    expect(server.stderr.length).toBeLessThan(4_096 * 4);
  });
});

test.concurrent("a server that prints without end is not blocked", async () => {
  const program =
    "import sys, os\nfor _ in range(2000): os.write(1, b'x' * 1000); os.write(2, b'y' * 999 + b'\\n')\nsys.exit(5)";
  await withServer(["python3", "-c", program], async (server) => {
    await ended(server);
    expect(server.ended?.code).toBe(5);
  });
});

test("a command that is not there, or no program, cannot be started, and the error gives the code", async () => {
  const text = join(folder, "text.txt");
  writeFileSync(text, "no program\n");
  chmodSync(text, 0o644);
  for (const [command, code] of [
    [join(folder, "nothing-here"), "ENOENT"],
    ["jam-no-such-command", "ENOENT"],
    [text, "EACCES"],
  ] as const) {
    const error = await ServerProcess.start([command]).catch((reason) => reason);
    expect(error).toBeInstanceOf(StartError);
    expect([command, error.code]).toEqual([command, code]);
    expect(error.message).toContain(command);
  }
});
