/** Captures a host's TCP packets into a file: starts when dumpcap is ready, ends when no packet is still buffered. */
import { chmodSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { LabDaemon } from "../network/daemon.ts";
import { hostCommand, signalHostCommand } from "../network/hosts.ts";
import { LabError } from "../network/lab-error.ts";
import { toolPath } from "../network/tools.ts";

/** MiB that the kernel buffers for dumpcap. */
const BUFFER_MIB = 16;
const START_SECONDS = 10;
/** The kernel delivers packets at most 250 ms after they arrived (dumpcap's read timeout). */
const QUIET_MS = 600;
const QUIET_LIMIT_MS = 5_000;
const END_SECONDS = 5;

export interface HostCapture {
  /** Resolves when the file is complete. @throws {LabError} when packets were lost or dumpcap failed */
  end(): Promise<void>;
}

/** @throws {LabError} */
export async function captureHost(daemon: LabDaemon, host: string, file: string): Promise<HostCapture> {
  // dumpcap drops root before it opens the file: with a bare name it needs no access to the folders above.
  const target = ["-w", basename(file)];
  const words = [toolPath("dumpcap"), "-i", "eth0", "-q", "-B", String(BUFFER_MIB), "-f", "tcp", ...target];
  const child = Bun.spawn([...hostCommand(daemon, { host, folder: dirname(file) }, words)], {
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const output = readStderr(child.stderr);
  const started = await inTime(
    START_SECONDS,
    Promise.race([output.started, output.ended.then(() => false)]),
    false,
  );
  if (!started) {
    signalHostCommand(child.pid, "SIGKILL");
    throw new LabError(`dumpcap did not start to capture on ${host}: ${output.text().trim()}`, "failed");
  }
  return {
    async end() {
      await quiet(file);
      signalHostCommand(child.pid, "SIGINT");
      const ended = await inTime(END_SECONDS, child.exited, undefined);
      await inTime(END_SECONDS, output.ended, undefined);
      if (ended !== 0) {
        signalHostCommand(child.pid, "SIGKILL");
        throw new LabError(`the capture on ${host} failed at its end: ${output.text().trim()}`, "failed");
      }
      // dumpcap makes it readable for its user alone, which is root under sudo; the run's other files are readable for all.
      chmodSync(file, 0o644);
      const dropped = droppedPackets(output.text());
      if (dropped > 0) throw new LabError(`the capture on ${host} lost ${dropped} packets.`, "failed");
    },
  };
}

/** From `Packets received/dropped on interface 'eth0': 12/3 (…)`. */
export function droppedPackets(stderr: string): number {
  return Number(/^Packets received\/dropped on interface .*: \d+\/(\d+)/m.exec(stderr)?.[1] ?? 0);
}

function readStderr(stderr: ReadableStream<Uint8Array<ArrayBuffer>>) {
  let text = "";
  const started = Promise.withResolvers<boolean>();
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of stderr) {
      text += decoder.decode(bytes, { stream: true });
      // It prints the file's name when the interface is open, the filter is set and the file is started.
      if (/^File: /m.test(text)) started.resolve(true);
    }
  };
  return { started: started.promise, ended: read(), text: () => text };
}

/** Resolves when the file has not grown for longer than the kernel may buffer a packet. */
async function quiet(file: string): Promise<void> {
  const deadline = performance.now() + QUIET_LIMIT_MS;
  let size = -1;
  let since = performance.now();
  while (performance.now() - since < QUIET_MS && performance.now() < deadline) {
    const grown = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (grown !== size) {
      size = grown;
      since = performance.now();
    }
    await Bun.sleep(50);
  }
}

/** The promise's value, or `otherwise` if it does not resolve in time. */
async function inTime<Value, Otherwise>(seconds: number, promise: Promise<Value>, otherwise: Otherwise) {
  const late = Promise.withResolvers<Otherwise>();
  const timer = setTimeout(() => late.resolve(otherwise), seconds * 1000);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
