/** Captures a host's TCP packets into a file: begins when dumpcap says so, ends when no packet is still on its way. */
import { chmodSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { LabDaemon } from "../network/daemon.ts";
import { hostCommand, signalHostCommand } from "../network/hosts.ts";
import { LabError } from "../network/lab-error.ts";
import { toolPath } from "../network/tools.ts";

/** MiB that the kernel holds for dumpcap. */
const BUFFER_MIB = 16;
const START_SECONDS = 10;
/** The kernel hands packets over a quarter of a second after they came, at the latest (dumpcap's read timeout). */
const QUIET_MS = 600;
const QUIET_LIMIT_MS = 5_000;
const END_SECONDS = 5;

export interface HostCapture {
  /** Resolves when the file is whole. @throws {LabError} when packets were lost or dumpcap failed */
  end(): Promise<void>;
}

/** @throws {LabError} */
export async function captureHost(daemon: LabDaemon, host: string, file: string): Promise<HostCapture> {
  // dumpcap gives up root's rights before it opens the file: by name alone it needs none to the folders above.
  const target = ["-w", basename(file)];
  const words = [toolPath("dumpcap"), "-i", "eth0", "-q", "-B", String(BUFFER_MIB), "-f", "tcp", ...target];
  const child = Bun.spawn([...hostCommand(daemon, { host, folder: dirname(file) }, words)], {
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const talk = readTalk(child.stderr);
  const began = await inTime(START_SECONDS, Promise.race([talk.began, talk.ended.then(() => false)]), false);
  if (!began) {
    signalHostCommand(child.pid, "SIGKILL");
    throw new LabError(`dumpcap does not begin to capture on ${host}: ${talk.said().trim()}`, "failed");
  }
  return {
    async end() {
      await quiet(file);
      signalHostCommand(child.pid, "SIGINT");
      const ended = await inTime(END_SECONDS, child.exited, undefined);
      await inTime(END_SECONDS, talk.ended, undefined);
      if (ended !== 0) {
        signalHostCommand(child.pid, "SIGKILL");
        throw new LabError(`the capture on ${host} did not end well: ${talk.said().trim()}`, "failed");
      }
      // dumpcap keeps it to its user, who is root where a student calls sudo; the run's other files are for all.
      chmodSync(file, 0o644);
      const dropped = droppedPackets(talk.said());
      if (dropped > 0) throw new LabError(`the capture on ${host} lost ${dropped} packets.`, "failed");
    },
  };
}

/** From `Packets received/dropped on interface 'eth0': 12/3 (…)`. */
export function droppedPackets(said: string): number {
  return Number(/^Packets received\/dropped on interface .*: \d+\/(\d+)/m.exec(said)?.[1] ?? 0);
}

function readTalk(stderr: ReadableStream<Uint8Array<ArrayBuffer>>) {
  let text = "";
  const began = Promise.withResolvers<boolean>();
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of stderr) {
      text += decoder.decode(bytes, { stream: true });
      // It names the file when the interface is open, the filter set and the file begun.
      if (/^File: /m.test(text)) began.resolve(true);
    }
  };
  return { began: began.promise, ended: read(), said: () => text };
}

/** Resolves when the file has not grown for as long as the kernel may hold a packet back. */
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

/** The promise's value, or what stands for it where that does not come in time. */
async function inTime<Value, Otherwise>(seconds: number, promise: Promise<Value>, otherwise: Otherwise) {
  const late = Promise.withResolvers<Otherwise>();
  const timer = setTimeout(() => late.resolve(otherwise), seconds * 1000);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
