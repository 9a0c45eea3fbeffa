/** One start at a time on a port: between the try of a port and the threads' sockets another jam could slip in. */

const WAIT_MS = 2_000;
const PAUSE_MS = 20;

/**
 * Waits while another jam of this machine starts on the same port; for 2 s at most, since then something hangs
 * there that is none of ours to judge.
 * @returns what gives the lock back
 */
export async function lockStart(port: number): Promise<() => void> {
  // Two free ports never meet, and only Linux has names without a file, which end with the process.
  if (port === 0 || process.platform !== "linux") return () => {};
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    try {
      const lock = Bun.listen({ unix: `\0jam-start-${port}`, socket: { data() {} } });
      return () => lock.stop(true);
    } catch (error) {
      const isHeld = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!isHeld || performance.now() > deadline) return () => {};
    }
    await Bun.sleep(PAUSE_MS);
  }
}
