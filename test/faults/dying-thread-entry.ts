/** Stands in for a serving thread: it is the real one, and throws when the test says so. See dying-thread.ts. */
import { existsSync, readFileSync, unlinkSync } from "node:fs";

declare const self: Worker;

const { FAULT_FILE, FAULT_REAL_THREAD } = process.env;
if (FAULT_FILE === undefined || FAULT_REAL_THREAD === undefined)
  throw new Error("not started by dying-thread.ts");

/** What comes before the real thread listens for messages. */
const early: MessageEvent[] = [];
self.onmessage = (message: MessageEvent) => early.push(message);
self.addEventListener("message", ({ data }: MessageEvent) => {
  if (data.kind !== "start") return;
  const own = String(data.thread);
  setInterval(() => {
    if (!existsSync(FAULT_FILE) || readFileSync(FAULT_FILE, "utf8") !== own) return;
    unlinkSync(FAULT_FILE);
    throw new Error("a fault that the test injected");
  }, 10).unref();
});

await import(FAULT_REAL_THREAD);
for (const message of early) self.onmessage?.(message);
