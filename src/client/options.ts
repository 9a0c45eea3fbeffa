/** What a caller may set, checked once and completed with the defaults. */
import { described, resolveHost } from "./host.ts";

export const DEFAULTS = {
  host: "127.0.0.1",
  port: 45_000,
  connectTimeoutMs: 5_000,
  replyTimeoutMs: 5_000,
  closeTimeoutMs: 1_000,
  retries: 0,
  retryDelayMs: 200,
} as const;

const MAX_RETRIES = 100;

export interface ConnectOptions {
  /** A name or an address, perhaps with its port: `mesin1`, `::1`, `mesin1:45000`, `[::1]:45000`; 127.0.0.1 if left out. */
  readonly host?: string | undefined;
  /** That of `host`, or 45000, if left out. */
  readonly port?: number | undefined;
  /** For resolving the name and connecting together; 5000 if left out. */
  readonly connectTimeoutMs?: number | undefined;
  /** For each reply, unless the request sets its own; 5000 if left out. */
  readonly replyTimeoutMs?: number | undefined;
  /** For the server to close after QUIT, before the connection is destroyed; 1000 if left out. */
  readonly closeTimeoutMs?: number | undefined;
  /** Further attempts after a failure of the network, 100 at most; none if left out. */
  readonly retries?: number | undefined;
  /** The longest wait before the first of them; it doubles with each, up to 10 s, and half of it is random. 200 if left out. */
  readonly retryDelayMs?: number | undefined;
  /** Aborts connecting, and nothing after it. */
  readonly signal?: AbortSignal | undefined;
}

export interface ResolvedOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: number;
  readonly replyTimeoutMs: number;
  readonly closeTimeoutMs: number;
  readonly retries: number;
  readonly retryDelayMs: number;
}

/** @throws {RangeError} for a value that cannot be used; the message says what can */
export function resolveOptions(options: ConnectOptions): ResolvedOptions {
  if (typeof options !== "object" || options === null) {
    throw new RangeError(
      `options must be an object such as { host: "[::1]:45000" }, not ${described(options)}`,
    );
  }
  return {
    ...resolveHost(options.host ?? DEFAULTS.host, options.port ?? undefined, DEFAULTS.port),
    connectTimeoutMs: milliseconds("connectTimeoutMs", options.connectTimeoutMs ?? DEFAULTS.connectTimeoutMs),
    replyTimeoutMs: milliseconds("replyTimeoutMs", options.replyTimeoutMs ?? DEFAULTS.replyTimeoutMs),
    closeTimeoutMs: milliseconds("closeTimeoutMs", options.closeTimeoutMs ?? DEFAULTS.closeTimeoutMs),
    retries: wholeNumber("retries", options.retries ?? DEFAULTS.retries, 0, MAX_RETRIES),
    retryDelayMs: milliseconds("retryDelayMs", options.retryDelayMs ?? DEFAULTS.retryDelayMs),
  };
}

/** A timeout beyond the range of the runtime's timers would fire at once. @throws {RangeError} */
export function milliseconds(name: string, value: number): number {
  return wholeNumber(name, value, 1, 2_147_483_647);
}

function wholeNumber(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}, not ${described(value)}`);
}
