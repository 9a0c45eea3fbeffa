/** Watches what a submission uses, and ends its processes where that is more than its limits. */
import { usageOf } from "../../proc/process-tree.ts";
import type { Exceeded } from "../outcome.ts";
import type { Limits } from "../plan.ts";
import type { Groups } from "../sandbox/control-groups.ts";
import type { SubmissionProcesses } from "./submission-processes.ts";

const EVERY_MS = 50;
/** A look at thousands of processes takes a while: at most a tenth of the judge's time. */
const SHARE = 10;
/** Every descriptor is looked at, in one look of so many. */
const UNMAPPED_EVERY = 5;
const MIB = 1024 * 1024;

export class LimitWatch {
  /** The first limit that was exceeded. */
  exceeded: Exceeded | undefined;
  peakMemoryMib = 0;

  readonly #limits: Limits;
  readonly #processes: SubmissionProcesses;
  readonly #groups: Groups;
  readonly #deadline: number;
  #looks = 0;
  #unmappedMib = 0;
  #timer = setTimeout(() => this.#look(), EVERY_MS);

  /** @param seconds of wall time until everything is ended */
  constructor(limits: Limits, processes: SubmissionProcesses, groups: Groups, seconds: number) {
    this.#limits = limits;
    this.#processes = processes;
    this.#groups = groups;
    this.#deadline = performance.now() + seconds * 1000;
  }

  #look(): void {
    const from = performance.now();
    const found = this.#find();
    if (found !== undefined) {
      this.exceeded ??= found;
      this.#processes.kill();
    }
    const tookMs = performance.now() - from;
    this.#timer = setTimeout(() => this.#look(), Math.max(EVERY_MS, tookMs * SHARE));
  }

  /** A control group counts it as its own. */
  #unmapped(): number {
    if (this.#groups.limitsMemory) return 0;
    if (this.#looks++ % UNMAPPED_EVERY === 0) this.#unmappedMib = this.#processes.unmappedKib() / 1024;
    return this.#unmappedMib;
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#groups.outOfMemoryCount() > 0) this.exceeded ??= "memory";
  }

  #find(): Exceeded | undefined {
    const { memoryMib, cpuSeconds, outputMib } = this.#limits;
    const usedMib = this.#processes.memoryKib(memoryMib * 1024) / 1024 + this.#unmapped();
    this.peakMemoryMib = Math.max(this.peakMemoryMib, usedMib);
    // Where a control group limits it, the kernel has noticed.
    if (this.#groups.outOfMemoryCount() > 0) this.exceeded ??= "memory";
    if (performance.now() > this.#deadline) return "seconds";
    if (usedMib > memoryMib) return "memory";
    if ((usageOf(this.#processes.pids)?.cpuSeconds ?? 0) > cpuSeconds) return "cpu";
    return this.#processes.outputBytes > outputMib * MIB ? "output" : undefined;
  }
}
