/** What a case works with: connections to the server, and the expectations that it states about them. */

import { escapeBytes } from "../../text/escape.ts";
import type { FaultId, Parameters } from "../outcome.ts";
import type { Connection } from "./connection.ts";
import { CaseFailed, Dialer } from "./dialer.ts";
import { countAllReplies, countReplies, isNothingElse } from "./replies.ts";

export class Probe extends Dialer {
  /** Complete time-like replies so far. */
  count(connection: Connection): number {
    return countReplies(connection.text, this.surroundings.normal);
  }

  /** The same, counting a last line that has no end. */
  countAll(connection: Connection): number {
    return countAllReplies(connection.text, this.surroundings.normal);
  }

  /** All that came, to be shown. */
  shown(connection: Connection): string {
    return escapeBytes(connection.text);
  }

  /** Waits for so many time-like replies in all. @throws {CaseFailed} */
  async expectReplies(connection: Connection, expected: number): Promise<void> {
    if (await this.comes(connection, () => this.count(connection) >= expected)) return;
    this.#requireReplies(connection, expected);
  }

  #requireReplies(connection: Connection, expected: number): void {
    const got = this.countAll(connection);
    if (got >= expected) return;
    if (got > 0) throw new CaseFailed("too-few", { expected, got });
    if (connection.text !== "") throw new CaseFailed("no-time", { text: this.shown(connection) });
    if (connection.ending !== undefined)
      throw new CaseFailed(connection.ending === "reset" ? "reset-early" : "closed-early");
    throw new CaseFailed("silent");
  }

  /** Exactly so many, judged after a silence that follows the last of them. @throws {CaseFailed} */
  async expectExactly(connection: Connection, expected: number): Promise<void> {
    await this.expectReplies(connection, expected);
    await connection.untilSilent(this.silenceMs);
    const got = this.countAll(connection);
    if (got > expected) throw new CaseFailed("too-many", { expected, got });
  }

  /** The same, and nothing else. @throws {CaseFailed} */
  async expectExactlyAlone(connection: Connection, expected: number): Promise<void> {
    await this.expectExactly(connection, expected);
    const { normal } = this.surroundings;
    if (normal !== undefined && !isNothingElse(connection.text, expected, normal)) {
      throw new CaseFailed("something-else", { extra: this.shown(connection) });
    }
  }

  /** @throws {CaseFailed} if a time-like reply comes */
  async expectNoReply(connection: Connection): Promise<void> {
    const isServed = await connection.until(() => this.countAll(connection) > 0, this.silenceMs);
    if (isServed) throw new CaseFailed("served", { text: this.shown(connection) });
  }

  /** A FIN and a reset both are a close. @throws {CaseFailed} */
  async expectClosed(connection: Connection): Promise<void> {
    await this.comes(connection, () => connection.ending !== undefined);
    if (connection.ending === undefined) throw new CaseFailed("not-closed");
  }

  /** Closed, after exactly so many time-like replies. @throws {CaseFailed} */
  async expectClosedWith(connection: Connection, expected: number): Promise<void> {
    await this.comes(connection, () => connection.ending !== undefined);
    const got = this.countAll(connection);
    if (got > expected)
      throw expected === 0
        ? new CaseFailed("served", { text: this.shown(connection) })
        : new CaseFailed("too-many", { expected, got });
    this.#requireReplies(connection, expected);
    if (connection.ending === undefined) throw new CaseFailed("not-closed");
  }

  /** A fresh connection gets a time-like reply. @throws {CaseFailed} of the given kind */
  async expectServed(fault: FaultId = "not-served-after", parameters: Parameters = {}): Promise<void> {
    const connection = await this.tryOpen();
    if (typeof connection === "string") throw new CaseFailed(fault, parameters);
    await connection.send("TIME\r\n");
    if (!(await this.isAnswered(connection))) throw new CaseFailed(fault, parameters);
  }

  /** Whether a time-like reply comes in time. */
  isAnswered(connection: Connection, withinMs = this.replyMs): Promise<boolean> {
    return this.comes(connection, () => this.countAll(connection) > 0, withinMs);
  }

  /** Whether this comes true in time; where it does not the try fails, so that a hurried try does not wait long for it. */
  async comes(connection: Connection, condition: () => boolean, withinMs = this.replyMs): Promise<boolean> {
    const { hurryMs = withinMs } = this.surroundings;
    const isTrue = await connection.until(condition, Math.min(withinMs, hurryMs));
    if (!isTrue && connection.ending === undefined && hurryMs < withinMs) this.ranOut = true;
    return isTrue;
  }
}
