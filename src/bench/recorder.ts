/** Where a thread counts while it runs; `take` gives what has come since, as a record. */
import { FaultCounts } from "./faults.ts";
import type { BenchRecord, ThreadFacts } from "./record.ts";
import { Tally } from "./tally.ts";

export class Recorder {
  readonly latency = new Tally();
  readonly uncorrected = new Tally();
  readonly connect = new Tally();
  readonly firstByte = new Tally();
  readonly loopDelay = new Tally();
  readonly faults = new FaultCounts();
  replies = 0;
  timings = 0;
  bytesIn = 0;
  bytesOut = 0;
  lateByServer = 0;
  lateByGenerator = 0;
  unsent = 0;

  take(
    zoneOffsetSeconds: number | undefined,
    threads: readonly Omit<ThreadFacts, "loopDelay">[] = [],
  ): BenchRecord {
    const record: BenchRecord = {
      replies: this.replies,
      timings: this.timings,
      bytesIn: this.bytesIn,
      bytesOut: this.bytesOut,
      latency: this.latency.data(),
      uncorrected: this.uncorrected.data(),
      connect: this.connect.data(),
      firstByte: this.firstByte.data(),
      faults: this.faults.take(),
      lateByServer: this.lateByServer,
      lateByGenerator: this.lateByGenerator,
      unsent: this.unsent,
      zoneOffsetSeconds,
      threads: threads.map((facts) => ({ ...facts, loopDelay: this.loopDelay.data() })),
    };
    for (const tally of [this.latency, this.uncorrected, this.connect, this.firstByte]) tally.clear();
    if (threads.length > 0) this.loopDelay.clear();
    this.replies = 0;
    this.timings = 0;
    this.bytesIn = 0;
    this.bytesOut = 0;
    this.lateByServer = 0;
    this.lateByGenerator = 0;
    this.unsent = 0;
    return record;
  }
}
