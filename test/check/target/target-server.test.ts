/** The server that a check starts: what it used at most, and its last words. */
import { expect, test } from "bun:test";
import { TargetServer } from "../../../src/check/target/target-server.ts";
import { until } from "../../end-to-end/support/within.ts";

async function withServer(
  command: readonly string[],
  look: (server: TargetServer) => Promise<void>,
): Promise<void> {
  const server = await TargetServer.start(command);
  try {
    await look(server);
  } finally {
    await server.stop();
  }
}

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
    await until(
      10,
      () => server.ended !== undefined,
      () => "the server's end",
    );
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
