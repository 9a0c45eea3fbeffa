/** The signals of `jam serve`: SIGINT and SIGTERM stop it; SIGHUP stops it or reloads the settings. */
import { sighupMeaning } from "./sighup.ts";

export interface Signals {
  /** Resolves with the first signal to stop. */
  readonly stop: Promise<void>;
  /**
   * Runs `act` for each SIGHUP that means reload, one run at a time, and once for signals before this call.
   * Signals during a run cause one further run.
   */
  onReload(act: () => Promise<void>): void;
}

/** Listens from now on, so a signal just after the start is handled too. */
export function listenToSignals(): Signals {
  const stop = Promise.withResolvers<void>();
  process.once("SIGINT", () => stop.resolve()).once("SIGTERM", () => stop.resolve());
  const ready = Promise.withResolvers<() => Promise<void>>();
  const meaning = sighupMeaning(); // STOP-2
  // The shell and the kernel may both send it when a terminal closes, so the handler stays.
  if (meaning === "closed") process.on("SIGHUP", () => stop.resolve());
  if (meaning === "reload") reloadOnSighup(ready.promise);
  return { stop: stop.promise, onReload: (act) => ready.resolve(act) };
}

function reloadOnSighup(ready: Promise<() => Promise<void>>): void {
  let isWanted = false;
  let last: Promise<void> = Promise.resolve();
  process.on("SIGHUP", () => {
    if (isWanted) return;
    isWanted = true;
    last = last.then(async () => {
      const act = await ready;
      isWanted = false;
      await act();
    });
  });
}
