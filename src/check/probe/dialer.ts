/** The connections of one try: opened one at a time, their pieces sent one by one, all closed at its end. */
import { type FaultId, fail, type Outcome, type Parameters } from "../outcome.ts";
import type { Address } from "../target/route.ts";
import { untilAccepted, untilRead } from "./arrival.ts";
import { Connection, type NoConnection } from "./connection.ts";
import { Connects } from "./connects.ts";
import type { CpuTimes } from "./cpu-share.ts";
import type { NormalReply } from "./replies.ts";
import type { Trace, TraceEvent } from "./trace.ts";

/** Milliseconds for an accept, a reply or a close. */
const REPLY_MS = 2_000;
/** Milliseconds without a byte that count as silence. */
const SILENCE_MS = 700;
/** Of a connect: a SYN that is not answered is sent again after a second. */
const SECOND_SYN_MS = 900;
/** Of a hurried connect: on a busy machine it takes some 100 ms. */
const HURRIED_CONNECT_MS = 500;

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
  /** What the server's processes have used; undefined when they are not known. */
  readonly cpuTimes: (() => CpuTimes | undefined) | undefined;
  /** Milliseconds to wait at most for what fails the try if it does not come: for a first try, which is made again. */
  readonly hurryMs?: number | undefined;
  /** Shared by the tries that are made side by side. */
  readonly connects?: Connects | undefined;
}

export class Dialer {
  readonly replyMs: number;
  readonly silenceMs: number;
  readonly surroundings: Surroundings;
  /** What was meant for several segments may have arrived as one, or a connection took a second SYN. */
  isSpoilt = false;
  /** Something did not come in a hurried wait, and might have come in a longer one. */
  ranOut = false;
  readonly #trace: Trace;
  readonly #connects: Connects;
  readonly #open = new Set<Connection>();
  #holdsConnects = false;

  constructor(surroundings: Surroundings, trace: Trace) {
    this.surroundings = surroundings;
    this.#trace = trace;
    this.#connects = surroundings.connects ?? new Connects();
    this.replyMs = REPLY_MS * surroundings.timeScale;
    this.silenceMs = SILENCE_MS * surroundings.timeScale;
  }

  /** What has happened so far. */
  get events(): readonly TraceEvent[] {
    return this.#trace.events;
  }

  /** @param isNextInTurn the server has answered the one before, so that nothing waits in its backlog */
  async tryOpen(isNextInTurn = false): Promise<Connection | NoConnection> {
    const { address, hurryMs = SECOND_SYN_MS } = this.surroundings;
    const isHurried = hurryMs < SECOND_SYN_MS;
    const withinMs = isHurried ? Math.max(hurryMs, HURRIED_CONNECT_MS) : this.replyMs;
    const dial = async () => {
      const connection = await Connection.open(address, this.#trace, withinMs);
      if (isHurried && connection === "not-accepted") this.ranOut = true;
      if (typeof connection !== "string" && !isNextInTurn) await untilAccepted(connection, this.surroundings);
      return connection;
    };
    const connection = await (this.#holdsConnects ? dial() : this.#connects.inTurn(dial));
    if (typeof connection !== "string") this.#open.add(connection);
    return connection;
  }

  /** @throws {CaseFailed} if the server does not accept */
  async open(): Promise<Connection> {
    const connection = await this.tryOpen();
    if (typeof connection === "string") throw new CaseFailed(connection);
    if (connection.connectMs > SECOND_SYN_MS) this.isSpoilt = true;
    return connection;
  }

  async openCrowd(size: number): Promise<readonly Connection[]> {
    const crowd: Connection[] = [];
    for (let index = 0; index < size; index++) {
      const connection = await this.tryOpen();
      if (typeof connection === "string") throw new CaseFailed(connection);
      crowd.push(connection);
    }
    return crowd;
  }

  /** Does this while no other try of this server opens a connection. */
  alone<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#connects.inTurn(async () => {
      this.#holdsConnects = true;
      try {
        return await work();
      } finally {
        this.#holdsConnects = false;
      }
    });
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

  /** Each piece as a segment of its own: the next is sent when the server has read the one before, where that can be seen. */
  async sendInPieces(
    connection: Connection,
    pieces: readonly (string | Uint8Array)[],
    pauseMs: number,
  ): Promise<void> {
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) await this.untilRead(connection, pauseMs);
      await connection.send(piece);
    }
  }

  /**
   * The pause, and longer if the server has not yet read what was sent.
   * @throws {CaseFailed} if it never does; the try is spoilt if it has not even arrived
   */
  async untilRead(connection: Connection, pauseMs: number): Promise<void> {
    await Bun.sleep(pauseMs);
    const delivery = await untilRead(connection, this.surroundings);
    if (delivery === "read") return;
    this.ranOut = this.surroundings.hurryMs !== undefined;
    this.isSpoilt = !this.ranOut && delivery !== "unread";
    throw new CaseFailed("silent");
  }
}
