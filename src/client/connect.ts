/** The two ways in: a connection to ask over many times, and one question with everything around it. */
import { TimeClient } from "./client.ts";
import { dial } from "./dial.ts";
import { type ConnectOptions, resolveOptions } from "./options.ts";
import type { TimeReply } from "./time-reply.ts";

/** @throws {TimeError} where no connection comes about, {RangeError} for an option out of its range */
export async function connect(options: ConnectOptions = {}): Promise<TimeClient> {
  const resolved = resolveOptions(options);
  return new TimeClient(await dial({ ...resolved, signal: options.signal }), resolved);
}

/**
 * Connects, asks once, and closes. The signal covers all of it.
 * @throws {TimeError} where no time comes, {RangeError} for an option out of its range
 */
export async function askTime(options: ConnectOptions = {}): Promise<TimeReply> {
  const client = await connect(options);
  try {
    return await client.time({ signal: options.signal });
  } finally {
    await client.close();
  }
}
