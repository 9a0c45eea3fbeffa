/** A pace played without sockets or clocks: what it sends stands in a list, replies come when the test says. */
import type { Loop, Send } from "../../src/bench/closed-loop.ts";
import { Connection } from "../../src/bench/connection.ts";
import { Recorder } from "../../src/bench/recorder.ts";

export interface Sent {
  readonly lane: number;
  readonly count: number;
  readonly at: number;
}

export class Pacing {
  readonly recorder = new Recorder();
  readonly sent: Sent[] = [];
  readonly lanes: readonly Connection[];
  readonly send: Send = (lane, count, at) => {
    lane.startedAt = at;
    lane.conversation.outstanding = count;
    this.sent.push({ lane: lane.index, count, at });
  };

  constructor(lanes: number) {
    this.lanes = Array.from({ length: lanes }, (_, index) => new Connection(index));
  }

  free(pace: Loop, now: number): void {
    for (const lane of this.lanes) pace.free(lane, now);
  }

  /** All that is outstanding on the lane is answered. */
  reply(pace: Loop, lane: number, now: number): void {
    const target = this.lanes[lane] as Connection;
    const { outstanding } = target.conversation;
    target.conversation.outstanding = 0;
    pace.replied(target, outstanding, outstanding, outstanding * 14, now);
    pace.free(target, now);
  }
}
