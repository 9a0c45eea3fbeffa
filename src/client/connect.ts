/** The two entry points: a connection for many requests, and a single request with its own connection. */
import { onAbort } from "./abort.ts";
import { TimeClient } from "./client.ts";
import { dial } from "./dial.ts";
import { type ConnectOptions, type ResolvedOptions, resolveOptions } from "./options.ts";
import { withRetries } from "./retry.ts";
import type { TimeReply } from "./time-reply.ts";

/** @throws {TimeError} if it cannot connect, {RangeError} for an option out of its range */
export async function connect(options: ConnectOptions = {}): Promise<TimeClient> {
  const resolved = resolveOptions(options);
  return withRetries(resolved, options.signal, () => connectOnce(resolved, options.signal));
}

/**
 * Connects, asks once, and closes. The signal aborts any of it at once; a reply that has come is returned.
 * @throws {TimeError} if it gets no time, {RangeError} for an option out of its range
 */
export async function askTime(options: ConnectOptions = {}): Promise<TimeReply> {
  const resolved = resolveOptions(options);
  return withRetries(resolved, options.signal, () => askOnce(resolved, options.signal));
}

async function connectOnce(options: ResolvedOptions, signal: AbortSignal | undefined): Promise<TimeClient> {
  const { host, port, connectTimeoutMs } = options;
  return new TimeClient(await dial({ host, port, connectTimeoutMs, signal }), options);
}

async function askOnce(options: ResolvedOptions, signal: AbortSignal | undefined): Promise<TimeReply> {
  const client = await connectOnce(options, signal);
  const ignoreSignal = onAbort(signal, (error) => client.destroy(error));
  try {
    return await client.time({ signal });
  } finally {
    if (signal?.aborted) client.destroy();
    await client.close();
    ignoreSignal();
  }
}
