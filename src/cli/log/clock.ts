/** What is told of the machine's clock → words for a person at a terminal. */
import type { ClockEvent } from "../../clock/trust.ts";
import { KERNEL_BOUND_SECONDS } from "../../clock/trust.ts";
import type { Painter } from "../color.ts";

export function formatClock(event: ClockEvent, paint: Painter): string {
  switch (event.kind) {
    case "clock-synchronised":
      return `clock ${paint.green("synchronised")}, says the kernel: off by ${event.maximumErrorSeconds} s at most`;
    case "clock-unsynchronised":
      return `clock ${paint.yellow("not synchronised")}, ${reason(event.maximumErrorSeconds)}; ${consequence(event.refuses)}`;
    case "clock-unknown":
      return `whether the clock is synchronised the kernel does not say here${event.refuses ? `; ${consequence(true)}` : ""}`;
    case "clock-stepped":
      return `${paint.yellow(`the clock was set ${event.seconds < 0 ? "back" : "ahead"}`)} by ${Math.abs(event.seconds)} s`;
  }
}

/** At its bound the kernel itself gives the clock up, and the number says nothing more. */
function reason(maximumErrorSeconds: number | undefined): string {
  if (maximumErrorSeconds === undefined || maximumErrorSeconds >= KERNEL_BOUND_SECONDS)
    return "says the kernel";
  return `it may be off by ${maximumErrorSeconds} s`;
}

function consequence(refuses: boolean): string {
  return refuses ? "time is refused" : "it is served all the same (--require-sync refuses it)";
}
