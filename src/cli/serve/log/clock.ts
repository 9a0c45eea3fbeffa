/** Clock events → text for a person at a terminal. */
import { type ClockEvent, type ClockStatusEvent, KERNEL_BOUND_SECONDS } from "../../../clock/trust.ts";
import type { Painter } from "../../../text/painter.ts";

export function formatClock(event: ClockEvent, paint: Painter): string {
  switch (event.kind) {
    case "clock-synchronised":
      return `clock ${paint.green("synchronised")}: off by ${event.maximumErrorSeconds} s at most`;
    case "clock-unsynchronised":
      return `clock ${paint.yellow("not synchronised")}${reason(event)}; ${consequence(event.refuses)}`;
    case "clock-unknown":
      return `clock ${paint.yellow("status unknown")}: the kernel does not report it here${event.refuses ? `; ${consequence(true)}` : ""}`;
    case "clock-stepped":
      return `${paint.yellow(`the clock was set ${event.seconds < 0 ? "back" : "ahead"}`)} by ${Math.abs(event.seconds)} s`;
  }
}

function reason({ maximumErrorSeconds = KERNEL_BOUND_SECONDS, maxClockError }: ClockStatusEvent): string {
  if (maximumErrorSeconds >= KERNEL_BOUND_SECONDS) return " according to the kernel";
  if (maximumErrorSeconds > maxClockError) return `: it may be off by ${maximumErrorSeconds} s`;
  // chronyd clears STA_UNSYNC only with that directive, however good its time is.
  return ` according to the kernel, although off by ${maximumErrorSeconds} s at most: chronyd needs rtcsync in its configuration`;
}

function consequence(refuses: boolean): string {
  return refuses ? "time requests are refused" : "time is served anyway (--require-sync refuses it)";
}
