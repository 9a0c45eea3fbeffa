/** The signals of `jam serve`: the one that ends it, and SIGHUP, by what it means here. */
import { sighupMeaning } from "./sighup.ts";

export interface Signals {
  /** Resolves with the first signal to stop. */
  readonly stop: Promise<void>;
  /**
   * From now on, and once for what came before, runs `act` when SIGHUP asks for it; one run at a time.
   * Many signals during one run ask for one more.
   */
  onReadAgain(act: () => Promise<void>): void;
}

/** Listens from now on, so that a signal right behind the start is heeded too. */
export function listenToSignals(): Signals {
  const stop = Promise.withResolvers<void>();
  process.once("SIGINT", () => stop.resolve()).once("SIGTERM", () => stop.resolve());
  const ready = Promise.withResolvers<() => Promise<void>>();
  const meaning = sighupMeaning(); // STOP-2
  // A shell and the kernel may both say that a terminal was closed, so the handler stays.
  if (meaning === "closed") process.on("SIGHUP", () => stop.resolve());
  if (meaning === "read-again") readAgainOnHangup(ready.promise);
  return { stop: stop.promise, onReadAgain: (act) => ready.resolve(act) };
}

function readAgainOnHangup(ready: Promise<() => Promise<void>>): void {
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
