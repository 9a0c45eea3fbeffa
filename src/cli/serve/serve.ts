/** `jam serve`: the server, from its settings to its exit code. */
import { DEFAULT_PATTERN, secondFormatter } from "../../clock/second.ts";
import { ClockError } from "../../server/clock/clock-watch.ts";
import { startServer } from "../../server/server.ts";
import type { Command } from "../command.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { type Arguments, flagValues, readArguments } from "../flags/flags.ts";
import { writeErr } from "../terminal/stderr.ts";
import { findPlace } from "./handover/place.ts";
import { explainStartError } from "./listen-failure.ts";
import { listeningEvent } from "./listening-event.ts";
import { isLogged } from "./log/levels.ts";
import { openStderrLog } from "./log/log.ts";
import type { ZoneChanged, ZoneUnreadable } from "./log/zone.ts";
import { checkMonitor, openMonitor } from "./monitor/open.ts";
import { warnOfVisibleToken } from "./monitor/token-file.ts";
import { OWN_FLAGS, serveHelp } from "./own-flags.ts";
import { releaseWhileQuiet } from "./release-memory.ts";
import { compareSettings } from "./reload.ts";
import { SERVE_FLAGS } from "./serve-flags.ts";
import { liveSettingsOf, settingsOf } from "./server-settings.ts";
import { serviceManager } from "./service-manager.ts";
import {
  formatResolved,
  type ResolvedSettings,
  resolveSettings,
  type SettingText,
  strayVariables,
  variableName,
} from "./settings.ts";
import { listenToSignals } from "./signals.ts";
import { ZoneInForce } from "./zone/in-force.ts";

type Resolved = ResolvedSettings<typeof SERVE_FLAGS>;

/** How long the log's reader may take for the last lines. */
const FLUSH_MS = 1_000;

async function run(args: readonly string[]): Promise<number> {
  if (args.includes("--inetd")) (await import("./inetd.ts")).keepMessagesFromClient();
  const table = { ...SERVE_FLAGS, ...OWN_FLAGS };
  const read = readArguments(args, table);
  if (read.wantsHelp) {
    console.log(serveHelp());
    return EXIT.good;
  }
  const [extra] = [...read.positionals, ...(read.rest ?? [])];
  if (extra !== undefined) throw new UsageError(`jam serve takes flags only, not ${JSON.stringify(extra)}.`);
  for (const line of strayVariables(SERVE_FLAGS, process.env)) writeErr(`jam: ${line}`);
  const { config, inetd, printConfig } = flagValues(OWN_FLAGS, read);
  const file = config || process.env[variableName("config")];
  const resolveNow = () => resolveServe(read, file);
  const resolved = await resolveNow();
  if (printConfig) {
    console.log(formatResolved(SERVE_FLAGS, resolved));
    return EXIT.good;
  }
  if (read.given.has("monitorToken")) warnOfVisibleToken("--monitor-token");
  return inetd
    ? (await import("./inetd.ts")).serveInetd(resolved.values, zoneChoiceOf(resolved))
    : serve(resolved, resolveNow);
}

async function resolveServe(args: Arguments, file: string | undefined): Promise<Resolved> {
  return resolveSettings(SERVE_FLAGS, args, process.env, file ? await fromFile(file) : undefined);
}

async function fromFile(file: string): Promise<ReadonlyMap<string, SettingText>> {
  return (await import("./settings-file.ts")).readSettingsFile(SERVE_FLAGS, file);
}

/** The zone that --zone was given; undefined for the machine's own, which is followed as the machine changes it. */
function zoneChoiceOf({ values, sources }: Resolved): string | undefined {
  return sources.zone === "default" ? undefined : values.zone;
}

/** @param resolveNow reads the settings from their sources again */
async function serve(first: Resolved, resolveNow: () => Promise<Resolved>): Promise<number> {
  let { values } = first;
  const startedAt = Date.now();
  const token = checkMonitor(values);
  const zones = new ZoneInForce(zoneChoiceOf(first));
  const wanted = await settingsOf(values, zones.zone);
  const { settings, previous, offer } = await findPlace(wanted, values, process.env);
  const manager = serviceManager(process.env);
  // Loading the log takes longer than starting the threads: it starts once they listen, and events wait for it.
  const started = Promise.withResolvers<void>();
  const timeOfDay = () => secondFormatter(zones.zone, DEFAULT_PATTERN)(Date.now());
  const log = started.promise.then(() => openStderrLog(() => values.logLevel, timeOfDay));
  const signals = listenToSignals();
  const server = await startServer(settings, (event) => void log.then(({ write }) => write(event))).catch(
    (error) => {
      throw explainStartError(error);
    },
  );
  started.resolve();
  const { write, writeLine, flush } = await log;
  const offered = offer(() => server.handover());
  const listening = listeningEvent(settings, values, server);
  write(listening);
  if (zones.fault !== undefined) write({ kind: "zone-unreadable", zone: zones.zone.name, why: zones.fault });
  warnOfDescriptors();
  if (previous !== undefined) {
    await previous.ready();
    write({ kind: "taken-over", from: previous.process });
  }
  signals.onReload(() => manager.reload(reload));
  const endWatch = zones.watch(applyZone);
  const monitored = { values: () => values, zone: () => zones.zone, server, listening, startedAt };
  const monitor = await openMonitor(monitored, token, write);
  releaseWhileQuiet(() => server.counts());
  manager.ready(server);
  const failed = server.restartLimitReached.then((failure) => ({ failure, next: undefined }));
  const taken = offered.taken.then((next) => ({ failure: undefined, next }));
  const { failure, next } = (await Promise.race([signals.stop, failed, taken])) ?? {};
  endWatch();
  offered.close();
  monitor?.drain();
  manager.stopping(server.open);
  const stopped = server.stop(next?.handover);
  void signals.cut.then(() => server.cut());
  if (next !== undefined) {
    write({ kind: "handed-over", to: next.process });
    await monitor?.stop();
    next.release();
  }
  await stopped;
  await monitor?.stop();
  if (failure) writeLine(`jam: ${failure.message}.`);
  const exit = failure ? EXIT.environment : EXIT.good;
  if (!(await flush(FLUSH_MS))) process.exit(exit); // returning would wait for the log's reader
  return exit;

  function warnOfDescriptors(): void {
    const { connectionLimit } = server;
    const { maxConnections } = values;
    if (connectionLimit < maxConnections) write({ kind: "fd-limit", connectionLimit, maxConnections });
  }

  async function applyZone(event: ZoneChanged | ZoneUnreadable): Promise<void> {
    if (event.kind === "zone-changed") {
      values = { ...values, zone: zones.zone.name };
      await server.apply(liveSettingsOf(values, zones.zone));
    }
    write(event);
  }

  /** The zone is looked at again. All settings take effect, or none. @returns which of the two */
  async function reload(): Promise<string> {
    const zoneEvent = zones.look(true);
    if (zoneEvent !== undefined) await applyZone(zoneEvent);
    try {
      const resolved = await resolveNow();
      const choice = zoneChoiceOf(resolved);
      const zone = zones.zoneFor(choice);
      const read = { ...resolved.values, zone: zone.name };
      const { next, changed, needRestart } = compareSettings(SERVE_FLAGS, values, read);
      await server.apply(liveSettingsOf(next, zone));
      zones.follow(choice, zone);
      const event = { kind: "settings-reloaded", changed, needRestart } as const;
      const wasLogged = isLogged(event, values.logLevel); // logged if the old or the new level includes it
      if (wasLogged) write(event);
      values = next;
      if (!wasLogged) write(event);
      warnOfDescriptors();
      return "settings reloaded";
    } catch (error) {
      if (!(error instanceof CommandError || error instanceof ClockError)) throw error;
      write({ kind: "settings-rejected", why: error.message });
      return `reload rejected: ${error.message}`;
    }
  }
}

export const command = { run } satisfies Command;
