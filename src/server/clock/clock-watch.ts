/** Reads the machine's clocks every second, emits what changes, and sets for the threads whether to refuse time. */
import { type ClockEvent, type ClockPolicy, type ClockStatus, ClockTrust } from "../../clock/trust.ts";
import type { KernelClock } from "./kernel-clock.ts";
import { RefusalSwitch } from "./refusal-switch.ts";

/** A reading takes some microseconds; a clock that loses its synchronisation is refused within a second. */
const EVERY_MS = 1_000; // CLOCK-1

/** Synchronisation is required, and this system does not report it. */
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
   * Reads the clocks now and every second; called again it only waits for the first reading.
   * @throws {ClockError} if the policy cannot be enforced
   */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /**
   * Applies another policy from now on.
   * @throws {ClockError} if it cannot be enforced; then the previous one stays
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
    const { openKernelClock } = await import("./kernel-clock.ts"); // bun:ffi costs milliseconds at a start
    this.#kernel = openKernelClock();
    this.#read();
    this.#expect(this.#policy);
    this.#timer = setInterval(() => this.#read(), EVERY_MS);
    this.#timer.unref(); // a command that ends before the first reading is not delayed
  }

  #expect({ requireSync }: ClockPolicy): void {
    if (!requireSync || this.status.status !== "unknown") return;
    throw new ClockError("--require-sync needs the kernel's clock status, which is not available here");
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
