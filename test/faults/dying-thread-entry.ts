/** The real serving thread, which also throws, exits or hangs at a test's command. See dying-thread.ts. */
import { existsSync, readFileSync, unlinkSync } from "node:fs";

declare const self: Worker;

const { FAULT_FILE, FAULT_REAL_THREAD } = process.env;
if (FAULT_FILE === undefined || FAULT_REAL_THREAD === undefined)
  throw new Error("not started by dying-thread.ts");

/** Messages that arrive before the real thread listens. */
const early: MessageEvent[] = [];
self.onmessage = (message: MessageEvent) => early.push(message);
self.addEventListener("message", ({ data }: MessageEvent) => {
  if (data.kind !== "start") return;
  const fail = () => {
    const [who, fault] = existsSync(FAULT_FILE) ? readFileSync(FAULT_FILE, "utf8").split(" ") : [];
    if (who !== "all" && who !== String(data.thread)) return;
    if (who !== "all") unlinkSync(FAULT_FILE);
    if (fault === "exit") process.exit(0);
    if (fault === "hang") for (;;);
    throw new Error("a fault that the test injected");
  };
  setInterval(fail, 10).unref();
});

await import(FAULT_REAL_THREAD);
for (const message of early) self.onmessage?.(message);
