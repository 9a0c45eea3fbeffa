/** Work that Ctrl-C, SIGTERM or the end of the terminal ends in order: the servers that it started are stopped. */

/** SIGHUP: the terminal was closed. A server that is checked has a session of its own and would keep running. */
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** @param work ends early once its signal is aborted */
export async function interruptible<Result>(
  work: (interruption: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  for (const signal of ENDINGS) process.on(signal, interrupt);
  try {
    return await work(interruption.signal);
  } finally {
    for (const signal of ENDINGS) process.off(signal, interrupt);
  }
}
