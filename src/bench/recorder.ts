/** Where a thread counts while it runs; `take` returns the counts since the last call as a record. */
import { ErrorCounts } from "./errors.ts";
import type { BenchRecord, ThreadFacts } from "./record.ts";
import { Tally } from "./tally.ts";

export class Recorder {
  readonly latency = new Tally();
  readonly uncorrected = new Tally();
  readonly connect = new Tally();
  readonly firstByte = new Tally();
  readonly loopDelay = new Tally();
  readonly errors = new ErrorCounts();
  replies = 0;
  arrived = 0;
  timings = 0;
  bytesReceived = 0;
  bytesSent = 0;
  lateByServer = 0;
  lateByGenerator = 0;
  unsent = 0;
  unanswered = 0;

  take(
    zoneOffsetSeconds: number | undefined,
    threads: readonly Omit<ThreadFacts, "loopDelay">[] = [],
  ): BenchRecord {
    const record: BenchRecord = {
      replies: this.replies,
      arrived: this.arrived,
      timings: this.timings,
      bytesReceived: this.bytesReceived,
      bytesSent: this.bytesSent,
      latency: this.latency.data(),
      uncorrected: this.uncorrected.data(),
      connect: this.connect.data(),
      firstByte: this.firstByte.data(),
      errors: this.errors.take(),
      lateByServer: this.lateByServer,
      lateByGenerator: this.lateByGenerator,
      unsent: this.unsent,
      unanswered: this.unanswered,
      zoneOffsetSeconds,
      threads: threads.map((facts) => ({ ...facts, loopDelay: this.loopDelay.data() })),
    };
    for (const tally of [this.latency, this.uncorrected, this.connect, this.firstByte]) tally.clear();
    if (threads.length > 0) this.loopDelay.clear();
    this.replies = 0;
    this.arrived = 0;
    this.timings = 0;
    this.bytesReceived = 0;
    this.bytesSent = 0;
    this.lateByServer = 0;
    this.lateByGenerator = 0;
    this.unsent = 0;
    this.unanswered = 0;
    return record;
  }
}
