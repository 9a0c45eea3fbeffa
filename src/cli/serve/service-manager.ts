/** What a Type=notify service tells systemd: that it is ready, reloads or stops, its status, and its heartbeats (sd_notify(3)). */
import { openNotifySocket } from "../../proc/notify-socket.ts";
import type { RunningServer } from "../../server/running-server.ts";

/** Heartbeats in the time after which systemd misses them. */
const BEATS = 4;

type Environment = Readonly<Record<string, string | undefined>>;
type Server = Pick<RunningServer, "port" | "open" | "threads">;

export interface ServiceManager {
  /** From now on a heartbeat is sent while every serving thread is alive. */
  ready(server: Server): void;
  /** Runs `act`, which gives the status afterwards. */
  reload(act: () => Promise<string>): Promise<void>;
  stopping(open: number): void;
}

/** Does nothing if no manager has asked for it. */
export function serviceManager(environment: Environment): ServiceManager {
  const { NOTIFY_SOCKET: path } = environment;
  const socket = path ? openNotifySocket(path) : undefined;
  if (socket === undefined) return { ready() {}, reload: async (act) => void (await act()), stopping() {} };
  let isStopping = false;
  return {
    ready(server) {
      socket.send("READY=1", `STATUS=${statusOf(server)}`);
      const period = watchdogMs(environment);
      if (period === undefined) return;
      const beating = setInterval(() => {
        // The threads that have finished are missing then.
        if (isStopping) socket.send("WATCHDOG=1");
        else if (server.threads().every(({ isAlive }) => isAlive))
          socket.send("WATCHDOG=1", `STATUS=${statusOf(server)}`);
      }, period / BEATS);
      beating.unref();
    },
    async reload(act) {
      socket.send("RELOADING=1", socket.monotonicTime());
      const status = await act();
      socket.send("READY=1", `STATUS=${status}`);
    },
    stopping(open) {
      isStopping = true;
      socket.send(
        "STOPPING=1",
        `STATUS=stopping: ${open} ${open === 1 ? "session is" : "sessions are"} still open`,
      );
    },
  };
}

function statusOf({ port, open, threads }: Server): string {
  return `port ${port}, ${threads().length} threads, ${open} sessions open`;
}

/** Undefined if no heartbeat is expected of this process: sd_watchdog_enabled(3). */
function watchdogMs({ WATCHDOG_USEC: microseconds, WATCHDOG_PID: pid }: Environment): number | undefined {
  if (pid !== undefined && pid !== String(process.pid)) return undefined;
  const milliseconds = Number(microseconds) / 1000;
  return milliseconds > 0 && Number.isFinite(milliseconds) ? milliseconds : undefined;
}
