/** What can go wrong with a request: one class, and a closed list of stable codes. */

/** Every code, and what it means. */
export const TIME_ERROR_CODES = {
  NOT_FOUND: "the host's name does not resolve",
  REFUSED: "the host refused the connection",
  UNREACHABLE: "there is no route to the host, or the system forbids the connection",
  SELF_CONNECTED: "nothing listens there, and the connection was made to itself",
  TIMEOUT: "the server did not answer in time, or the caller's signal timed out",
  CLOSED: "the connection was closed before the reply",
  RESET: "the server reset the connection",
  NOT_JAM: "the server sent neither a JAM nor an ERROR line, or a reply without a request",
  LINE_TOO_LONG: "a reply line was too long",
  NO_TIME_OF_DAY: "the reply is not the time as hh:mm:ss, which measuring an offset needs",
  SERVER_ERROR: "the server answered with an ERROR line",
  ABORTED: "the caller's signal aborted the request",
} as const;

export type TimeErrorCode = keyof typeof TIME_ERROR_CODES;

export class TimeError extends Error {
  override readonly name = "TimeError";
  readonly code: TimeErrorCode;
  /** What the server sent, if that is the cause; escaped, and safe to print. */
  readonly received: string | undefined;

  constructor(code: TimeErrorCode, message: string, more: { cause?: unknown; received?: string } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.received = more.received;
  }
}

/** The signal's own reason is the cause: an AbortError, a TimeoutError, or what the caller gave to `abort`. */
export function abortError(signal: AbortSignal): TimeError {
  const cause: unknown = signal.reason;
  const isTimeout = cause instanceof Error && cause.name === "TimeoutError"; // of AbortSignal.timeout
  return isTimeout
    ? new TimeError("TIMEOUT", "the caller's signal timed out before the server replied", { cause })
    : new TimeError("ABORTED", "aborted before the server replied", { cause });
}
