/** A server that runs, as whoever started it sees it. */
import type { ClockStatus } from "../clock/trust.ts";
import type { Counts } from "./counters.ts";
import type { ServerSessions } from "./sessions/all-threads.ts";
import type { LiveSettings } from "./settings.ts";
import type { ThreadError, ThreadState } from "./threads/managed-thread.ts";

export interface RunningServer {
  readonly port: number;
  /** Connections over all threads at most: as set, or as the descriptor limit allows. */
  readonly connectionLimit: number;
  readonly open: number;
  /** What the kernel says of its clock; unknown until it was first asked. */
  readonly clock: ClockStatus;
  counts(): Counts;
  readonly sessions: ServerSessions;
  threads(): readonly ThreadState[];
  /** Resolves, with what they died of, when no thread can live: all are dead, and died at once each time. */
  readonly restartLimitReached: Promise<ThreadError>;
  /**
   * Puts settings in force, for living sessions too; `lenient` for those that have said nothing yet.
   * @throws {ClockError} where they cannot be held; then all stays as it was
   */
  apply(settings: LiveSettings): Promise<void>;
  /** Stops accepting, lets what was asked be answered, and resolves when all threads are gone. Stop is permanent. */
  stop(): Promise<void>;
  /** Ends a stop at once. */
  cut(): void;
}
