/** A pace played without sockets or clocks: what it sends stands in a list, replies come when the test says. */
import type { Pacer, Send } from "../../src/bench/closed-loop.ts";
import { Lane } from "../../src/bench/connection.ts";
import { Recorder } from "../../src/bench/recorder.ts";

export interface Sent {
  readonly lane: number;
  readonly count: number;
  readonly at: number;
}

export class Pacing {
  readonly recorder = new Recorder();
  readonly sent: Sent[] = [];
  readonly lanes: readonly Lane[];
  readonly send: Send = (lane, count, at) => {
    lane.startedAt = at;
    lane.conversation.outstanding = count;
    this.sent.push({ lane: lane.index, count, at });
  };

  constructor(lanes: number) {
    this.lanes = Array.from({ length: lanes }, (_, index) => new Lane(index));
  }

  free(pace: Pacer, now: number): void {
    for (const lane of this.lanes) pace.free(lane, now);
  }

  /** All that is outstanding on the lane is answered. */
  reply(pace: Pacer, lane: number, now: number): void {
    const target = this.lanes[lane] as Lane;
    const { outstanding } = target.conversation;
    target.conversation.outstanding = 0;
    pace.replied(target, outstanding, outstanding, outstanding * 14, now);
    pace.free(target, now);
  }
}
