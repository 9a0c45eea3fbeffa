/** What is left of a connection after its close. */
import type { Connection } from "../connection/connection.ts";
import { closesInLine } from "../connection/unfinished.ts";
import type { CloseReason } from "../counters.ts";

export class SessionEnd {
  readonly at = Date.now();
  readonly reason: CloseReason;
  readonly requests: number;
  readonly errors: number;
  readonly isInLine: boolean;

  constructor(connection: Connection, reason: CloseReason) {
    this.reason = reason;
    this.requests = connection.requests;
    this.errors = connection.errors;
    this.isInLine = closesInLine(connection, reason);
  }
}
