/** A running server, as the command that started it sees it. */
import type { ClockStatus } from "../clock/trust.ts";
import type { Counts } from "./counters.ts";
import type { ServerSessions } from "./sessions/all-threads.ts";
import type { LiveSettings } from "./settings.ts";
import type { Handover } from "./threads/handover.ts";
import type { ThreadError, ThreadState } from "./threads/managed-thread.ts";

export interface RunningServer {
  readonly port: number;
  /** Connections over all threads at most: as set, or as the descriptor limit allows. */
  readonly connectionLimit: number;
  readonly open: number;
  /** The kernel's clock status; unknown until the first reading. */
  readonly clock: ClockStatus;
  counts(): Counts;
  readonly sessions: ServerSessions;
  threads(): readonly ThreadState[];
  /** Resolves when every thread is dead and failed at once each time, with the last reason. */
  readonly restartLimitReached: Promise<ThreadError>;
  /**
   * Puts settings in force, for open sessions too; `lenient` for those that have sent nothing yet.
   * @throws {ClockError} if the clock policy cannot be enforced here; then nothing changes
   */
  apply(settings: LiveSettings): Promise<void>;
  /** Its listening sockets, for another process to take over. */
  handover(): Handover;
  /**
   * Stops accepting, lets requests be answered, and resolves when all threads are gone. Stop is permanent.
   * @param handover what another process serves from now on: what waits there is left to it
   */
  stop(handover?: Handover): Promise<void>;
  /** Cuts the sessions that a stop still waits for. */
  cut(): void;
}
