/** Reads the machine's clocks every second, tells what changes, and lets the threads know whether to refuse. */
import { type ClockEvent, type ClockPolicy, type ClockStatus, ClockTrust } from "../../clock/trust.ts";
import type { KernelClock } from "./kernel-clock.ts";
import { RefusalSwitch } from "./refusal-switch.ts";

/** A reading takes some microseconds, and a clock that is lost is refused within a second. */
const EVERY_MS = 1_000; // CLOCK-1

/** The clock is to be known to be right, and this system does not tell. */
export class ClockError extends Error {}

export class ClockWatch {
  readonly #refusal: RefusalSwitch;
  readonly #observe: (event: ClockEvent) => void;
  readonly #trust = new ClockTrust();
  #policy: ClockPolicy;
  #kernel: KernelClock | undefined;
  #started: Promise<void> | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(memory: SharedArrayBuffer, policy: ClockPolicy, observe: (event: ClockEvent) => void) {
    this.#refusal = new RefusalSwitch(memory);
    this.#policy = policy;
    this.#observe = observe;
  }

  get status(): ClockStatus {
    return this.#trust.status;
  }

  /**
   * Reads the clocks, and from now on every second; called again it only waits for the first reading.
   * @throws {ClockError} where the policy cannot be held
   */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /**
   * Holds the clock to another policy from now on.
   * @throws {ClockError} where that cannot be held; then the one before stays
   */
  apply(policy: ClockPolicy): void {
    this.#expect(policy);
    this.#policy = policy;
    this.#read();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #start(): Promise<void> {
    const { openKernelClock } = await import("./kernel-clock.ts"); // bun:ffi costs a start milliseconds
    this.#kernel = openKernelClock();
    this.#read();
    this.#expect(this.#policy);
    this.#timer = setInterval(() => this.#read(), EVERY_MS);
    this.#timer.unref(); // it holds nothing up that ends before the first reading
  }

  #expect({ requireSync }: ClockPolicy): void {
    if (!requireSync || this.status.status !== "unknown") return;
    throw new ClockError("--require-sync needs the kernel's word on its clock, which it does not give here");
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
