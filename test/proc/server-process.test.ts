/** A server that we start: its end is seen, and it is stopped with everything that it started. */
import { afterAll, expect, test } from "bun:test";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerProcess, StartError } from "../../src/proc/server-process.ts";
import { until } from "../end-to-end/support/within.ts";
import { isRunning, readPids } from "./running.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-server-process-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts it, stops it when the test ends, and provides the process ids that it wrote to the file `$0`. */
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

test.concurrent("what a server left behind when it ended is stopped as well", async () => {
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

test.concurrent("a child that ends slowly gets its time, although the shell ended at once", async () => {
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

test.concurrent("the last that it writes is kept: of stderr, and of both streams", async () => {
  const program =
    "import sys; sys.stdout.write('x' * 9000 + 'end of out'); sys.stdout.flush(); sys.stderr.write('end of err')";
  await withServer(["python3", "-c", program], async (server) => {
    await until(
      10,
      () => server.stderr.length > 0 && server.output.includes("end of out"),
      () => "its output",
    );
    expect(server.stderr.toString()).toBe("end of err");
    expect(server.output.toString()).toContain("end of err");
    expect(server.output.length).toBe(4_096);
  });
});

test.concurrent("kill sends SIGKILL to everything that it started", async () => {
  const script = 'trap "" TERM; sleep 60 & echo $! >>"$0"; echo $$ >>"$0"; while :; do sleep 1; done';
  await withServer(["sh", "-c", script], async (server, pids) => {
    await until(
      10,
      () => pids().length === 2,
      () => "two processes",
    );
    server.kill();
    await until(
      5,
      () => !pids().some(isRunning),
      () => "the end of both",
    );
  });
});

test.concurrent("a server that prints without end is never blocked by it", async () => {
  const program =
    "import sys, os\nfor _ in range(2000): os.write(1, b'x' * 1000); os.write(2, b'y' * 999 + b'\\n')\nsys.exit(5)";
  await withServer(["python3", "-c", program], async (server) => {
    await ended(server);
    expect(server.ended?.code).toBe(5);
  });
});

test("a command that does not exist, or is not a program, is a StartError with the reason", async () => {
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
