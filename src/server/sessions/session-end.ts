/** What is left of a connection after its close. */
import type { Connection } from "../connection/connection.ts";
import type { CloseReason } from "../counters.ts";

export class SessionEnd {
  readonly at = Date.now();
  readonly reason: CloseReason;
  readonly requests: number;
  readonly errors: number;
  readonly isInLine: boolean;

  constructor({ requests, errors, lineSince }: Connection, reason: CloseReason) {
    this.reason = reason;
    // Any other end has another reason than the line.
    this.isInLine = lineSince !== undefined && (reason === "client-closed" || reason === "reset");
    this.requests = requests;
    this.errors = errors;
  }
}
