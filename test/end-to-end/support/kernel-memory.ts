/** What the kernel keeps for the connections of a local port, as ss shows it. Knows no test. */

export interface KernelMemory {
  readonly connections: number;
  /** The most for one connection, in bytes: unsent and unacknowledged replies, and requests that were not read. */
  readonly sendMost: number;
  readonly receiveMost: number;
  /** All of it for all of them. */
  readonly mib: number;
}

const UNKNOWN: KernelMemory = { connections: 0, sendMost: 0, receiveMost: 0, mib: 0 };

/** Zeros without ss (Debian's iproute2). */
export function kernelMemory(port: number): KernelMemory {
  if (Bun.which("ss") === null) return UNKNOWN;
  const { stdout } = Bun.spawnSync(["ss", "-tmnH", "state", "established", `sport = :${port}`]);
  // ss(8): rmem_alloc, wmem_queued and the memory reserved for both, with the overhead of the kernel.
  const all = [...stdout.toString().matchAll(/skmem:\(r(\d+),.*?,f(\d+),w(\d+),/g)].map(
    ([, received, reserved, sent]) => ({
      received: Number(received),
      reserved: Number(reserved),
      sent: Number(sent),
    }),
  );
  const sum = all.reduce((total, { received, reserved, sent }) => total + received + reserved + sent, 0);
  return {
    connections: all.length,
    sendMost: Math.max(0, ...all.map(({ sent }) => sent)),
    receiveMost: Math.max(0, ...all.map(({ received }) => received)),
    mib: sum / 2 ** 20,
  };
}
