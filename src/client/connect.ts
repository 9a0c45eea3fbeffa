/** The two entry points: a connection for many requests, and a single request with its own connection. */
import { TimeClient } from "./client.ts";
import { dial } from "./dial.ts";
import { type ConnectOptions, resolveOptions } from "./options.ts";
import type { TimeReply } from "./time-reply.ts";

/** @throws {TimeError} if it cannot connect, {RangeError} for an option out of its range */
export async function connect(options: ConnectOptions = {}): Promise<TimeClient> {
  const resolved = resolveOptions(options);
  return new TimeClient(await dial({ ...resolved, signal: options.signal }), resolved);
}

/**
 * Connects, asks once, and closes. The signal aborts any of it.
 * @throws {TimeError} if it gets no time, {RangeError} for an option out of its range
 */
export async function askTime(options: ConnectOptions = {}): Promise<TimeReply> {
  const client = await connect(options);
  try {
    return await client.time({ signal: options.signal });
  } finally {
    await client.close();
  }
}
