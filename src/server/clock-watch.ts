/** Reads the machine's clocks every second, tells what changes, and lets the threads know whether to refuse. */
import { type ClockEvent, type ClockPolicy, ClockTrust, type ClockWord } from "../clock/trust.ts";
import type { KernelClock } from "./kernel-clock.ts";
import { RefusalSwitch } from "./refusal-switch.ts";

/** A reading takes some microseconds, and a clock that is lost is refused within a second. */
const EVERY_MS = 1_000; // CLOCK-1 // CLOCK-1

/** The clock is to be known to be right, and this system does not tell. */
export class ClockError extends Error {}

export class ClockWatch {
  readonly #refusal: RefusalSwitch;
  readonly #observe: (event: ClockEvent) => void;
  readonly #trust = new ClockTrust();
  #policy: ClockPolicy;
  #kernel: KernelClock | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(memory: SharedArrayBuffer, policy: ClockPolicy, observe: (event: ClockEvent) => void) {
    this.#refusal = new RefusalSwitch(memory);
    this.#policy = policy;
    this.#observe = observe;
  }

  get word(): ClockWord {
    return this.#trust.word;
  }

  /**
   * Reads the clocks now, and from then on every second.
   * @throws {ClockError} where the policy cannot be held
   */
  async start(): Promise<void> {
    const { openKernelClock } = await import("./kernel-clock.ts"); // bun:ffi costs a start milliseconds
    this.#kernel = openKernelClock();
    this.#read();
    this.expect(this.#policy);
    this.#timer = setInterval(() => this.#read(), EVERY_MS);
  }

  /** @throws {ClockError} where the policy needs the kernel's word, and there is none */
  expect({ requireSync }: ClockPolicy): void {
    if (!requireSync || this.word.status !== "unknown") return;
    throw new ClockError("--require-sync needs the kernel's word on its clock, which it does not give here");
  }

  /** Holds the clock to another policy from now on. */
  apply(policy: ClockPolicy): void {
    this.#policy = policy;
    if (this.#timer !== undefined) this.#read();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #read(): void {
    const elapsed = () => this.#kernel?.elapsedMs() ?? performance.now();
    const elapsedMs = elapsed();
    const wallMs = Date.now();
    const tookMs = elapsed() - elapsedMs;
    const kernel = this.#kernel?.read();
    const events = this.#trust.read({ wallMs, elapsedMs, tookMs, kernel }, this.#policy);
    this.#refusal.isOn = this.#trust.refuses(this.#policy);
    for (const event of events) this.#observe(event);
  }
}
