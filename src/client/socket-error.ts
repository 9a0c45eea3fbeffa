/** An error of the runtime's socket → a TimeError. */
import { TimeError, type TimeErrorCode } from "./errors.ts";

const CODE_OF: Readonly<Record<string, TimeErrorCode>> = {
  ECONNABORTED: "RESET",
  ECONNREFUSED: "REFUSED", // Bun 1.4 reports some unreachable hosts as refused
  ECONNRESET: "RESET",
  EPIPE: "RESET",
  ETIMEDOUT: "TIMEOUT",
};

/** @param server `host:port`, for the message */
export function socketError(error: NodeJS.ErrnoException, server: string): TimeError {
  const code = error.syscall === "getaddrinfo" ? "NOT_FOUND" : (CODE_OF[error.code ?? ""] ?? "UNREACHABLE");
  return new TimeError(code, `${server} ${whatHappened(code, error)}`, { cause: error });
}

function whatHappened(code: TimeErrorCode, error: NodeJS.ErrnoException): string {
  if (code === "NOT_FOUND") return "was not found: the name does not resolve to an address";
  if (code === "REFUSED") return "refused the connection";
  if (code === "RESET") return "reset the connection";
  if (code === "TIMEOUT") return "did not accept the connection within the system's timeout";
  return `cannot be reached (${error.code ?? error.message})`;
}
