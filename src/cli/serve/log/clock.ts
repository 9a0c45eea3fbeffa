/** What is told of the machine's clock → words for a person at a terminal. */
import { type ClockEvent, type ClockStatusEvent, KERNEL_BOUND_SECONDS } from "../../../clock/trust.ts";
import type { Painter } from "../../../text/painter.ts";

export function formatClock(event: ClockEvent, paint: Painter): string {
  switch (event.kind) {
    case "clock-synchronised":
      return `clock ${paint.green("synchronised")}, says the kernel: off by ${event.maximumErrorSeconds} s at most`;
    case "clock-unsynchronised":
      return `clock ${paint.yellow("not synchronised")}, ${reason(event)}; ${consequence(event.refuses)}`;
    case "clock-unknown":
      return `whether the clock is synchronised the kernel does not say here${event.refuses ? `; ${consequence(true)}` : ""}`;
    case "clock-stepped":
      return `${paint.yellow(`the clock was set ${event.seconds < 0 ? "back" : "ahead"}`)} by ${Math.abs(event.seconds)} s`;
  }
}

function reason({ maximumErrorSeconds = KERNEL_BOUND_SECONDS, maxClockError }: ClockStatusEvent): string {
  if (maximumErrorSeconds >= KERNEL_BOUND_SECONDS) return "says the kernel";
  if (maximumErrorSeconds > maxClockError) return `it may be off by ${maximumErrorSeconds} s`;
  // chronyd clears STA_UNSYNC only with that directive, however good its time is.
  return `says the kernel, though off by ${maximumErrorSeconds} s at most: chronyd needs rtcsync in its configuration`;
}

function consequence(refuses: boolean): string {
  return refuses ? "time is refused" : "it is served all the same (--require-sync refuses it)";
}
