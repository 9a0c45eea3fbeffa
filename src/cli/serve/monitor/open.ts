/** Opens the monitor of a running server; if it cannot, that is logged and the server runs without it. */
import { isLoopback } from "../../../monitor/http/loopback.ts";
import { UsageError } from "../../exit.ts";
import type { Secret } from "../../flags/secret.ts";
import type { LogEvent } from "../log/levels.ts";
import type { ServeValues } from "../serve-flags.ts";
import { type MonitorAddress, monitorUrl, parseMonitorAddress } from "./address.ts";
import type { MonitoredServer } from "./source.ts";
import { readTokenFile } from "./token-file.ts";

export interface OpenMonitor {
  /** Reports the server as draining from now on. */
  drain(): void;
  stop(): Promise<void>;
}

/**
 * The token of the monitor, empty for none.
 * @throws {UsageError} if other machines could reach it without one
 */
export function checkMonitor({ monitor, monitorToken, monitorTokenFile }: ServeValues): Secret {
  const address = parseMonitorAddress(monitor);
  if (address === undefined) return monitorToken; // off
  if (monitorToken.text !== "" && monitorTokenFile !== "")
    throw new UsageError("set monitor-token or monitor-token-file, not both.");
  const token = monitorTokenFile === "" ? monitorToken : readTokenFile(monitorTokenFile);
  if (isLoopback(address.host) || token.text !== "") return token;
  throw new UsageError(
    `--monitor ${monitor} can be reached from other machines, so it needs a --monitor-token-file ` +
      "(or JAM_MONITOR_TOKEN). Only this machine can reach 127.0.0.1:45080.",
  );
}

/** Loads the monitor only now, after the server's start, so that the start does not wait for it. */
export async function openMonitor(
  monitored: MonitoredServer,
  token: Secret,
  emit: (event: LogEvent) => void,
): Promise<OpenMonitor | undefined> {
  const address = parseMonitorAddress(monitored.values().monitor);
  if (address === undefined) return undefined; // off
  try {
    const [{ startMonitor }, { sourceOf }] = await Promise.all([
      import("../../../monitor/http/serve.ts"),
      import("./source.ts"),
    ]);
    let { port } = address;
    const { source, drain } = sourceOf(monitored, () =>
      isLoopback(address.host) ? undefined : { port, needsToken: token.text !== "" },
    );
    const monitor = startMonitor(source, { ...address, token: token.text || undefined }, (why) =>
      emit({ kind: "monitor-failed", why }),
    );
    ({ port } = monitor);
    emit({ kind: "monitor-listening", url: monitorUrl({ ...address, port: monitor.port }) });
    return { drain, stop: () => monitor.stop() };
  } catch (error) {
    emit({ kind: "monitor-failed", why: reasonOf(error, address) });
    return undefined;
  }
}

function reasonOf(error: unknown, { host, port }: MonitorAddress): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === "EADDRINUSE")
    return `port ${port} of ${host} is in use; --monitor ${host}:0 chooses a free one, --monitor off disables the monitor`;
  return error instanceof Error ? error.message : String(error);
}
