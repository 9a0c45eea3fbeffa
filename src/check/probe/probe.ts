/** What a case works with: connections to the server, and the expectations that it states about them. */

import { escapeBytes } from "../../text/escape.ts";
import { type FaultId, fail, type Outcome, type Parameters } from "../outcome.ts";
import type { Address } from "../target/route.ts";
import { Connection, type NoConnection } from "./connection.ts";
import { countAllReplies, countReplies, isNothingElse, type NormalReply } from "./replies.ts";
import type { Trace } from "./trace.ts";

/** Milliseconds for an accept, a reply or a close. */
const REPLY_MS = 2_000;
/** Milliseconds without a byte that count as silence. */
const SILENCE_MS = 700;
const CROWD_PAUSE_MS = 4;

/** Thrown anywhere in a case to fail it. */
export class CaseFailed extends Error {
  readonly outcome: Outcome;

  constructor(fault: FaultId, parameters: Parameters = {}) {
    super(fault);
    this.outcome = fail(fault, parameters);
  }
}

export interface Surroundings {
  readonly address: Address;
  /** Time limits are multiplied by it. */
  readonly timeScale: number;
  /** Learned by the first connection; undefined before. */
  readonly normal: NormalReply | undefined;
  /** CPU seconds that the server's processes have used; undefined when they are not known. */
  readonly cpuSeconds: (() => number | undefined) | undefined;
}

export class Probe {
  readonly replyMs: number;
  readonly silenceMs: number;
  readonly surroundings: Surroundings;
  readonly #trace: Trace;
  readonly #open = new Set<Connection>();

  constructor(surroundings: Surroundings, trace: Trace) {
    this.surroundings = surroundings;
    this.#trace = trace;
    this.replyMs = REPLY_MS * surroundings.timeScale;
    this.silenceMs = SILENCE_MS * surroundings.timeScale;
  }

  async tryOpen(): Promise<Connection | NoConnection> {
    const connection = await Connection.open(this.surroundings.address, this.#trace, this.replyMs);
    if (typeof connection !== "string") this.#open.add(connection);
    return connection;
  }

  /** @throws {CaseFailed} if the server does not accept */
  async open(): Promise<Connection> {
    const connection = await this.tryOpen();
    if (typeof connection === "string") throw new CaseFailed(connection);
    return connection;
  }

  async openCrowd(size: number): Promise<readonly Connection[]> {
    const crowd: Connection[] = [];
    for (let index = 0; index < size; index++) {
      crowd.push(await this.open());
      await this.breathe();
    }
    return crowd;
  }

  /** The pause between connections of a crowd: with a backlog of 1 an early SYN is dropped, and retransmitted after 1 s. */
  breathe(): Promise<void> {
    return Bun.sleep(CROWD_PAUSE_MS);
  }

  close(connection: Connection): void {
    connection.close();
    this.#open.delete(connection);
  }

  closeAll(): void {
    for (const connection of this.#open) this.close(connection);
  }

  /** A connection on which the bytes were sent. */
  async sent(bytes: string | Uint8Array): Promise<Connection> {
    const connection = await this.open();
    await connection.send(bytes);
    return connection;
  }

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
    if (await connection.until(() => this.count(connection) >= expected, this.replyMs)) return;
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
    await connection.until(() => connection.ending !== undefined, this.replyMs);
    if (connection.ending === undefined) throw new CaseFailed("not-closed");
  }

  /** Closed, after exactly so many time-like replies. @throws {CaseFailed} */
  async expectClosedWith(connection: Connection, expected: number): Promise<void> {
    await connection.until(() => connection.ending !== undefined, this.replyMs);
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
  isAnswered(connection: Connection): Promise<boolean> {
    return connection.until(() => this.countAll(connection) > 0, this.replyMs);
  }
}
