/** A socket for tests: takes as many bytes as set, and records what is done to it. No network. */

import { Answer } from "../../../src/protocol/answer.ts";
import { LIMITS, type Limits } from "../../../src/protocol/limits.ts";
import { RepeatedReply } from "../../../src/protocol/repeated-reply.ts";
import { RefusalSwitch, refusalMemory } from "../../../src/server/clock/refusal-switch.ts";
import { CachedTimeReply } from "../../../src/server/clock/time-reply.ts";
import { Connection } from "../../../src/server/connection/connection.ts";
import type { ThreadContext } from "../../../src/server/connection/thread-context.ts";
import { COUNTER, Counters, ROW_BYTES } from "../../../src/server/counters.ts";
import { BufferBudget, bufferBudgetMemory } from "../../../src/server/limits/buffer-budget.ts";
import type { Settings } from "../../../src/server/settings.ts";
import type { Socket } from "../../../src/server/sockets/sockets.ts";
import { zoneNamed } from "../../clock/zone-named.ts";

export class ScriptedSocket implements Socket {
  /** Bytes that are taken until the next `allow`. */
  room = Number.POSITIVE_INFINITY;
  /** What was done, except writes, in order: `shutdown`, `end`, `terminate`, `pause`, `resume`. */
  readonly acts: string[] = [];
  isPaused = false;
  isClosed = false;
  hasSentFin = false;
  /** The largest number of bytes that a write left over. */
  mostRefused = 0;
  readonly #taken: Buffer[] = [];

  get text(): string {
    return Buffer.concat(this.#taken).toString("latin1");
  }

  write(bytes: Uint8Array, offset: number, length: number): number {
    if (this.hasSentFin) throw new Error("a write after the FIN");
    if (this.isClosed) return -1;
    const taken = Math.min(this.room, length);
    this.room -= taken;
    this.mostRefused = Math.max(this.mostRefused, length - taken);
    this.#taken.push(Buffer.from(bytes.slice(offset, offset + taken)));
    return taken;
  }

  shutdown(): void {
    this.#act("shutdown");
    this.hasSentFin = true;
  }

  end(): void {
    this.#act("end");
    this.isClosed = true;
  }

  terminate(): void {
    this.acts.push("terminate");
    this.isClosed = true;
  }

  pause(): void {
    this.acts.push("pause");
    this.isPaused = true;
  }

  resume(): void {
    this.#act("resume");
    this.isPaused = false;
  }

  #act(act: string): void {
    if (this.isClosed) throw new Error(`${act} on a closed socket`);
    this.acts.push(act);
  }
}

/** The text of the time in every reply of a staged connection, and the reply. */
const TIME = "10:20:30";
export const JAM = `JAM ${TIME}\r\n`;

const DEFAULTS = Object.fromEntries(
  Object.entries(LIMITS).map(([name, limit]) => [name, limit.default]),
) as Limits;

export const SETTINGS: Settings = {
  addresses: ["127.0.0.1"],
  port: 0,
  inherited: undefined,
  threads: 1,
  zone: zoneNamed("UTC"),
  pattern: "%H:%M:%S",
  lenient: false,
  limits: DEFAULTS,
  busyPoll: 0,
  sessionLog: undefined,
  clock: { requireSync: false, maxClockError: 16 },
  access: { allow: [], deny: [] },
  proxyFrom: [],
  refuseSilently: false,
  emitsSessionEvents: false,
  emitsRefusals: false,
};

/** What the connections of a thread share. */
export function oneThread(): ThreadContext {
  return {
    settings: SETTINGS,
    counters: new Counters(new SharedArrayBuffer(ROW_BYTES), 0),
    buffers: new BufferBudget(bufferBudgetMemory(1), 0),
    timeReply: new CachedTimeReply(() => TIME, new RefusalSwitch(refusalMemory())),
    answer: new Answer(new RepeatedReply()),
    now: 0,
    wallNow: 0,
    isDraining: false,
  };
}

/** A connection on a scripted socket, by default on a thread of its own, with its own counters. */
export function stage(room = Number.POSITIVE_INFINITY, context = oneThread()) {
  const { counters } = context;
  const socket = new ScriptedSocket();
  socket.room = room;
  const connection = new Connection(socket, context);
  return {
    socket,
    connection,
    context,
    counted: (name: keyof typeof COUNTER) => counters.read(COUNTER[name]),
    receive(text: string) {
      const chunk = Buffer.from(text, "latin1");
      connection.receive(chunk);
      chunk.fill(0); // as a runtime may that reads into one buffer again and again
    },
    /** The peer takes `room` more bytes. */
    allow(room: number) {
      socket.room = room;
      connection.onWritable();
    },
  };
}
