/** Opens the monitor of a server that serves already; where it cannot, says so, and the server serves on. */
import type { RunningServer } from "../../server/running-server.ts";
import { UsageError } from "../exit.ts";
import type { Listening, LogEvent } from "../serve/log/levels.ts";
import type { ServeValues } from "../serve/serve-flags.ts";
import { type MonitorAddress, monitorUrl, parseMonitorAddress } from "./place.ts";

export interface Served {
  /** Those in force. */
  readonly values: () => ServeValues;
  readonly server: RunningServer;
  readonly said: Listening;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

export interface OpenMonitor {
  /** From now on it says that the server stops. */
  drain(): void;
  stop(): Promise<void>;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** @throws {UsageError} where others than this machine could look without a token */
export function checkMonitor({ monitor, monitorToken }: ServeValues): void {
  const place = parseMonitorAddress(monitor);
  if (place === undefined || LOOPBACK.test(place.host) || monitorToken.text !== "") return;
  throw new UsageError(
    `--monitor ${monitor} can be reached from other machines, so it needs a --monitor-token, ` +
      "or the variable JAM_MONITOR_TOKEN; 127.0.0.1:45080 is for this machine alone.",
  );
}

/** Loaded only here, behind the start: nobody waits for it. */
export async function openMonitor(
  served: Served,
  tell: (event: LogEvent) => void,
): Promise<OpenMonitor | undefined> {
  const place = parseMonitorAddress(served.values().monitor);
  if (place === undefined) return undefined; // off
  try {
    const [{ startMonitor }, { sourceOf }] = await Promise.all([
      import("../../monitor/http/serve.ts"),
      import("./source.ts"),
    ]);
    const { source, drain } = sourceOf(served);
    const token = served.values().monitorToken.text || undefined;
    const monitor = startMonitor(source, { ...place, token }, (why) => tell({ kind: "monitor-failed", why }));
    tell({ kind: "monitor-listening", url: monitorUrl({ ...place, port: monitor.port }) });
    return { drain, stop: () => monitor.stop() };
  } catch (error) {
    tell({ kind: "monitor-failed", why: reasonOf(error, place) });
    return undefined;
  }
}

function reasonOf(error: unknown, { host, port }: MonitorAddress): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === "EADDRINUSE")
    return `port ${port} of ${host} is taken; --monitor ${host}:0 takes a free one, --monitor off asks for none`;
  return error instanceof Error ? error.message : String(error);
}
