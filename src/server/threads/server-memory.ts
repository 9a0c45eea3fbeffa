/** The memory that the main thread and the serving threads share. */
import { refusalMemory } from "../clock/refusal-switch.ts";
import { ROW_BYTES } from "../counters.ts";
import type { LimitsMemory } from "../limits/shared-limits.ts";
import { eventRateMemory } from "../sessions/event-rate.ts";
import { sessionsMemory } from "../sessions/memory.ts";
import { descriptorOwnersMemory } from "../sockets/linux/descriptor-owners.ts";
import { heartbeatMemory } from "./watchdog.ts";

export interface ServerMemory extends LimitsMemory {
  readonly counters: SharedArrayBuffer;
  readonly eventRate: SharedArrayBuffer;
  readonly refusalRate: SharedArrayBuffer;
  readonly sessions: SharedArrayBuffer;
  readonly refusal: SharedArrayBuffer;
  readonly descriptorOwners: SharedArrayBuffer;
  readonly heartbeats: SharedArrayBuffer;
}

export function serverMemory(threads: number, limits: LimitsMemory): ServerMemory {
  return {
    counters: new SharedArrayBuffer(threads * ROW_BYTES),
    eventRate: eventRateMemory(),
    refusalRate: eventRateMemory(),
    sessions: sessionsMemory(),
    refusal: refusalMemory(),
    descriptorOwners: descriptorOwnersMemory(),
    heartbeats: heartbeatMemory(threads),
    ...limits,
  };
}
