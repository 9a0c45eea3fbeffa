/** Tries again after failures that may pass, with a wait that grows. Time and chance are arguments of the pure part. */
import { onAbort } from "./abort.ts";
import { TimeError, type TimeErrorCode } from "./errors.ts";

export interface Retry {
  /** Further attempts after the first. */
  readonly retries: number;
  /** The wait before the first of them; each later one waits up to twice as long as the one before. */
  readonly retryDelayMs: number;
}

/** No wait is longer. */
const MAX_DELAY_MS = 10_000;

/** The network's failures. A server that answered, even with an ERROR line or nonsense, is not asked again. */
const PASSING: readonly TimeErrorCode[] = [
  "NOT_FOUND",
  "REFUSED",
  "UNREACHABLE",
  "SELF_CONNECTED",
  "TIMEOUT",
  "CLOSED",
  "RESET",
];

/**
 * A random half keeps many clients that failed together from trying again together.
 * @param retry counts from 0 @param chance from 0 to 1
 */
export function delayBefore(retry: number, retryDelayMs: number, chance: number): number {
  const most = Math.min(MAX_DELAY_MS, retryDelayMs * 2 ** retry);
  return most / 2 + (most / 2) * chance;
}

/** @throws what the last attempt threw, or the first error that no further attempt can help against */
export async function withRetries<Value>(
  { retries, retryDelayMs }: Retry,
  signal: AbortSignal | undefined,
  attempt: () => Promise<Value>,
): Promise<Value> {
  for (let retry = 0; ; retry++) {
    try {
      return await attempt();
    } catch (error) {
      if (retry >= retries || signal?.aborted || !mayPass(error)) throw error;
    }
    await wait(delayBefore(retry, retryDelayMs, Math.random()), signal);
  }
}

function mayPass(error: unknown): boolean {
  // Part of a line came: the server answers, and badly.
  return error instanceof TimeError && PASSING.includes(error.code) && error.received === undefined;
}

function wait(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      ignoreSignal();
      resolve();
    }, delayMs);
    const ignoreSignal = onAbort(signal, (error) => {
      clearTimeout(timer);
      ignoreSignal();
      reject(error);
    });
  });
}
