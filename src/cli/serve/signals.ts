/** The signals of `jam serve`: SIGINT and SIGTERM stop it; SIGHUP stops it or reloads the settings. */
import { sighupMeaning } from "./sighup.ts";

/** Ctrl-C in `npm start` sends two: the terminal's to the server too, and npm's copy some milliseconds later. */
const COPY_MS = 500;

export interface Signals {
  /** Resolves with the first signal to stop. */
  readonly stop: Promise<void>;
  /** Resolves with the next SIGINT or SIGTERM that npm did not add to the first. */
  readonly cut: Promise<void>;
  /**
   * Runs `act` for each SIGHUP that means reload, one run at a time, and once for signals before this call.
   * Signals during a run cause one further run.
   */
  onReload(act: () => Promise<void>): void;
}

/** Listens from now on, so a signal just after the start is handled too. */
export function listenToSignals(): Signals {
  const stop = Promise.withResolvers<void>();
  const cut = Promise.withResolvers<void>();
  let stoppedAt: number | undefined;
  const onStop = () => {
    stoppedAt ??= performance.now();
    stop.resolve();
  };
  const onInterrupt = () => {
    if (stoppedAt !== undefined && performance.now() - stoppedAt > COPY_MS) cut.resolve();
    onStop();
  };
  // The handlers stay: without one, the next signal would end the process at once.
  process.on("SIGINT", onInterrupt).on("SIGTERM", onInterrupt);
  const ready = Promise.withResolvers<() => Promise<void>>();
  const meaning = sighupMeaning(); // STOP-2
  // The shell and the kernel may both send it when a terminal closes.
  if (meaning === "closed") process.on("SIGHUP", onStop);
  if (meaning === "reload") reloadOnSighup(ready.promise);
  return { stop: stop.promise, cut: cut.promise, onReload: (act) => ready.resolve(act) };
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
