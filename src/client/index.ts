/** What the client exports, here and as the package jam-client. */

export { escapeText } from "../text/escape.ts";
export type { TimeClient, TimeOptions } from "./client.ts";
export { askTime, connect } from "./connect.ts";
export { TIME_ERROR_CODES, TimeError, type TimeErrorCode } from "./errors.ts";
export { measureOffset } from "./offset/measure-offset.ts";
export { OffsetMeter } from "./offset/meter.ts";
export { OFFSET_DEFAULTS, type OffsetOptions, resolveOffsetOptions } from "./offset/options.ts";
export type { OffsetResult } from "./offset/result.ts";
export { type ConnectOptions, DEFAULTS } from "./options.ts";
export type { ClockTime, TimeReply } from "./time-reply.ts";
