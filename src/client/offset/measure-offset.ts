/** The entry point: measures how far a server's clock is from this machine's. */
import { TimeError } from "../errors.ts";
import { OffsetMeter } from "./meter.ts";
import { type OffsetOptions, resolveOffsetOptions } from "./options.ts";
import type { OffsetResult } from "./result.ts";

/**
 * Takes some seconds, because the server shows its clock only when its second changes.
 * @throws {TimeError} if the server does not send the time, {RangeError} for an option out of its range
 */
export async function measureOffset(options: OffsetOptions = {}): Promise<OffsetResult> {
  const meter = new OffsetMeter(resolveOffsetOptions(options), options.signal);
  await meter.measure();
  const result = meter.result();
  if (result !== undefined) return result;
  throw new TimeError("ABORTED", "aborted before the server replied");
}
