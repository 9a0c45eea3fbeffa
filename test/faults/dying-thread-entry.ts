/** Stands in for a serving thread: it is the real one, and throws when the test says so. See dying-thread.ts. */
import { existsSync, readFileSync, unlinkSync } from "node:fs";
import { workerData } from "node:worker_threads";

const { FAULT_FILE, FAULT_REAL_THREAD } = process.env;
if (FAULT_FILE === undefined || FAULT_REAL_THREAD === undefined)
  throw new Error("not started by dying-thread.ts");
const own = String((workerData as { readonly thread: number }).thread);

setInterval(() => {
  if (!existsSync(FAULT_FILE) || readFileSync(FAULT_FILE, "utf8") !== own) return;
  unlinkSync(FAULT_FILE);
  throw new Error("a fault that the test injected");
}, 10).unref();

await import(FAULT_REAL_THREAD);
