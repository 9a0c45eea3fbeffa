/** Runs a loop without sockets or clocks: what it sends is listed, and the test triggers the replies. */
import type { Loop, Send } from "../../src/bench/closed-loop.ts";
import { Connection } from "../../src/bench/connection.ts";
import { Recorder } from "../../src/bench/recorder.ts";
import { Unanswered } from "../../src/bench/unanswered.ts";

export interface Sent {
  readonly connection: number;
  readonly count: number;
  readonly at: number;
}

export class LoopPlayer {
  readonly recorder = new Recorder();
  readonly sent: Sent[] = [];
  readonly connections: readonly Connection[];
  readonly unanswered: Unanswered;
  readonly send: Send = (connection, count, at) => {
    connection.startedAt = at;
    connection.conversation.outstanding = count;
    this.sent.push({ connection: connection.index, count, at });
  };

  /** Requests time out after a second. */
  constructor(connections: number, loop: "closed" | "open") {
    this.unanswered = new Unanswered(1000, this.recorder, loop);
    this.connections = Array.from({ length: connections }, (_, index) => new Connection(index));
  }

  free(loop: Loop, now: number): void {
    for (const connection of this.connections) loop.free(connection, now);
  }

  /** The connection's batch is lost. */
  lose(loop: Loop, connection: number, now: number): void {
    const target = this.connections[connection] as Connection;
    loop.lost(target, now);
    target.conversation.outstanding = 0;
  }

  /** Answers everything outstanding on the connection. */
  reply(loop: Loop, connection: number, now: number): void {
    const target = this.connections[connection] as Connection;
    const { outstanding } = target.conversation;
    target.conversation.outstanding = 0;
    loop.replied(target, outstanding, outstanding, outstanding * 14, now);
    loop.free(target, now);
  }
}
