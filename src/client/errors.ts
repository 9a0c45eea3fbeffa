/** What can go wrong when a server is asked: one class, and a closed list of codes that stay. */

/** Every code, and what it means. */
export const TIME_ERROR_CODES = {
  NOT_FOUND: "the host's name does not resolve",
  REFUSED: "the host refused the connection",
  UNREACHABLE: "no way leads to the host, or the system forbids it",
  SELF_CONNECTED: "nothing listens, and the connection came out at its own beginning",
  TIMEOUT: "the server was silent for too long",
  CLOSED: "the connection was closed before the reply",
  RESET: "the server broke the connection off",
  NOT_JAM: "something else than a JAM or ERROR line came, or one that nothing had asked for",
  LINE_TOO_LONG: "a reply line did not end in time",
  SERVER_ERROR: "the server answered with an ERROR line",
  ABORTED: "the caller's signal ended it",
} as const;

export type TimeErrorCode = keyof typeof TIME_ERROR_CODES;

export class TimeError extends Error {
  override readonly name = "TimeError";
  readonly code: TimeErrorCode;
  /** What the server sent, where that is the matter: escaped, so harmless to print. */
  readonly received: string | undefined;

  constructor(code: TimeErrorCode, message: string, more: { cause?: unknown; received?: string } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.received = more.received;
  }
}

export function abortError(signal: AbortSignal): TimeError {
  return new TimeError("ABORTED", "aborted before the server replied", { cause: signal.reason });
}
