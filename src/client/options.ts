/** What a caller may set, checked once and completed with the defaults. */

export const DEFAULTS = {
  host: "127.0.0.1",
  port: 45_000,
  connectTimeoutMs: 5_000,
  replyTimeoutMs: 5_000,
  closeTimeoutMs: 1_000,
} as const;

export interface ConnectOptions {
  /** A name or an address; 127.0.0.1 if left out. */
  readonly host?: string | undefined;
  /** 45000 if left out. */
  readonly port?: number | undefined;
  /** For resolving the name and connecting together; 5000 if left out. */
  readonly connectTimeoutMs?: number | undefined;
  /** For each reply, unless the request sets its own; 5000 if left out. */
  readonly replyTimeoutMs?: number | undefined;
  /** For the server to close after QUIT, before the connection is destroyed; 1000 if left out. */
  readonly closeTimeoutMs?: number | undefined;
  /** Aborts connecting, and nothing after it. */
  readonly signal?: AbortSignal | undefined;
}

export interface ResolvedOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: number;
  readonly replyTimeoutMs: number;
  readonly closeTimeoutMs: number;
}

/** @throws {RangeError} for a value that is not a whole number within its range */
export function resolveOptions(options: ConnectOptions): ResolvedOptions {
  return {
    host: options.host ?? DEFAULTS.host,
    port: wholeNumber("port", options.port ?? DEFAULTS.port, 65_535),
    connectTimeoutMs: milliseconds("connectTimeoutMs", options.connectTimeoutMs ?? DEFAULTS.connectTimeoutMs),
    replyTimeoutMs: milliseconds("replyTimeoutMs", options.replyTimeoutMs ?? DEFAULTS.replyTimeoutMs),
    closeTimeoutMs: milliseconds("closeTimeoutMs", options.closeTimeoutMs ?? DEFAULTS.closeTimeoutMs),
  };
}

/** A timeout beyond the range of the runtime's timers would fire at once. @throws {RangeError} */
export function milliseconds(name: string, value: number): number {
  return wholeNumber(name, value, 2_147_483_647);
}

function wholeNumber(name: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new RangeError(`${name} must be a whole number from 1 to ${max}, not ${String(value)}`);
}
