/** A server whose serving threads die at a test's command; see test/faults. */
import { renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { JamServer } from "./jam-server.ts";

export const FAULT = fileURLToPath(new URL("../../faults/dying-thread.ts", import.meta.url));

/** How a thread ends. */
type Fault = "throw" | "exit" | "hang";

/** @param file that a thread watches for the command; see `killThread` */
export function startFaulty(file: string, flags: readonly string[] = []): Promise<JamServer> {
  const env = { BUN_OPTIONS: `--preload ${FAULT}`, FAULT_FILE: file };
  return JamServer.start(["--threads", "2", ...flags], { env });
}

/** Written aside and renamed, so that the thread never reads half of it. */
export function killThread(thread: number | "all", file: string, fault: Fault = "throw"): void {
  writeFileSync(`${file}.new`, `${thread} ${fault}`);
  renameSync(`${file}.new`, file);
}
