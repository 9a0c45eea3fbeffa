/** `jam serve`: the server, from its settings to its exit code. */
import packageJson from "../../../package.json" with { type: "json" };
import { secondFormatter } from "../../clock/second.ts";
import { LINE_BYTES } from "../../protocol/limits.ts";
import { ClockError } from "../../server/clock/clock-watch.ts";
import type { RunningServer } from "../../server/running-server.ts";
import { startServer } from "../../server/server.ts";
import type { Settings } from "../../server/settings.ts";
import { ListenError } from "../../server/sockets/listen.ts";
import { ThreadError } from "../../server/threads/managed-thread.ts";
import type { Command } from "../command.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { switchFlag, textFlag } from "../flags/flag-kinds.ts";
import { type Arguments, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { writeErr } from "../terminal/stderr.ts";
import { explainListenError, ownAddresses } from "./listen-failure.ts";
import { isLogged, type Listening, type LogLevel } from "./log/levels.ts";
import { type Log, openLog } from "./log/log.ts";
import { checkMonitor, openMonitor } from "./monitor/open.ts";
import { warnOfVisibleToken } from "./monitor/token-file.ts";
import { compareSettings } from "./reload.ts";
import { SERVE_FLAGS, type ServeValues } from "./serve-flags.ts";
import { liveSettingsOf, settingsOf } from "./server-settings.ts";
import {
  formatResolved,
  type ResolvedSettings,
  resolveSettings,
  type SettingText,
  strayVariables,
  variableName,
} from "./settings.ts";
import { listenToSignals } from "./signals.ts";

/** Flags of the command itself, which are not settings. */
const OWN_FLAGS = {
  config: textFlag(() => "", {
    placeholder: "FILE",
    help: "TOML file with settings, named as the flags",
    fallbackText: "none",
  }),
  printConfig: switchFlag({ help: "print the settings in force and the source of each, and exit" }),
};

/** How long the log's reader may take for the last lines. */
const FLUSH_MS = 1_000;

const help = () => `Usage: jam serve [FLAGS]

${paragraph(`Serves the time on a TCP port: TIME CR LF is answered with JAM hh:mm:ss CR LF; QUIT CR LF ends the session.`)}

${formatFlags(SERVE_FLAGS)}

${formatFlags(OWN_FLAGS)}

${paragraph(`Every setting can also be an environment variable (--port as ${variableName("port")}) or a line of the TOML file (port = 45000).
Flags override environment variables, which override the file. Without a terminal, SIGHUP reloads the file.`)}

${paragraph(`Exit codes: 0 it was stopped, 2 usage error, 3 something is missing on this machine, such as a free port.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const table = { ...SERVE_FLAGS, ...OWN_FLAGS };
  const read = readArguments(args, table);
  if (read.wantsHelp) {
    console.log(help());
    return EXIT.good;
  }
  const [extra] = [...read.positionals, ...(read.rest ?? [])];
  if (extra !== undefined) throw new UsageError(`jam serve takes flags only, not ${JSON.stringify(extra)}.`);
  for (const line of strayVariables(SERVE_FLAGS, process.env)) writeErr(`jam: ${line}`);
  const file = read.given.get("config") || process.env[variableName("config")];
  const resolveNow = () => resolveServe(read, file);
  const resolved = await resolveNow();
  if (read.given.get("printConfig") === "true") {
    console.log(formatResolved(resolved));
    return EXIT.good;
  }
  if (read.given.has("monitorToken")) warnOfVisibleToken("--monitor-token");
  return serve(resolved.values, resolveNow);
}

async function resolveServe(
  args: Arguments,
  file: string | undefined,
): Promise<ResolvedSettings<typeof SERVE_FLAGS>> {
  return resolveSettings(SERVE_FLAGS, args, process.env, file ? await fromFile(file) : undefined);
}

async function fromFile(file: string): Promise<ReadonlyMap<string, SettingText>> {
  return (await import("./settings-file.ts")).readSettingsFile(SERVE_FLAGS, file);
}

/** Not process.stderr, which makes a pipe non-blocking for every process that shares it. */
async function openStderr(level: () => LogLevel): Promise<Log> {
  const { isatty } = await import("node:tty"); // loads node:net too, 15 ms
  return openLog(level, { fd: 2, isTTY: isatty(2) });
}

/** @param resolveNow reads the settings from their sources again */
async function serve(
  first: ServeValues,
  resolveNow: () => Promise<ResolvedSettings<typeof SERVE_FLAGS>>,
): Promise<number> {
  let values = first;
  const startedAt = Date.now();
  const token = checkMonitor(values);
  const settings = await settingsOf(values);
  // Loading the log takes longer than starting the threads: it starts once they listen, and events wait for it.
  const started = Promise.withResolvers<void>();
  const log = started.promise.then(() => openStderr(() => values.logLevel));
  const signals = listenToSignals();
  const server = await startServer(settings, (event) => void log.then(({ write }) => write(event))).catch(
    (error) => {
      if (error instanceof ListenError) throw explainListenError(error);
      if (error instanceof ThreadError || error instanceof ClockError)
        throw new CommandError(`${error.message}.`, EXIT.environment);
      throw error;
    },
  );
  started.resolve();
  const { write, writeLine, flush } = await log;
  const listening = listeningEvent(settings, values, server);
  write(listening);
  warnOfDescriptors();
  signals.onReload(reload);
  const monitor = await openMonitor({ values: () => values, server, listening, startedAt }, token, write);
  const failure = await Promise.race([signals.stop, server.restartLimitReached]);
  monitor?.drain();
  const stopped = server.stop();
  void signals.cut.then(() => server.cut());
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

  /** All settings take effect, or none. */
  async function reload(): Promise<void> {
    try {
      const { next, changed, needRestart } = compareSettings(
        SERVE_FLAGS,
        values,
        (await resolveNow()).values,
      );
      await server.apply(liveSettingsOf(next));
      const event = { kind: "settings-reloaded", changed, needRestart } as const;
      const wasLogged = isLogged(event, values.logLevel); // logged if the old or the new level includes it
      if (wasLogged) write(event);
      values = next;
      if (!wasLogged) write(event);
      warnOfDescriptors();
    } catch (error) {
      if (!(error instanceof CommandError || error instanceof ClockError)) throw error;
      write({ kind: "settings-rejected", why: error.message });
    }
  }
}

function listeningEvent(settings: Settings, values: ServeValues, server: RunningServer): Listening {
  const reply = `JAM ${secondFormatter(settings.zone, settings.pattern)(Date.now())}`;
  const isAny = settings.addresses.some((address) => address === "::" || address === "0.0.0.0");
  const addresses = isAny ? ownAddresses() : settings.addresses;
  const nearest = isAny ? "127.0.0.1" : addresses[0];
  return {
    kind: "listening",
    version: packageJson.version,
    addresses,
    port: server.port,
    zone: settings.zone,
    reply,
    threads: settings.threads,
    connectionLimit: server.connectionLimit,
    idleSeconds: values.idleSeconds,
    lineSeconds: values.lineSeconds,
    stallSeconds: values.stallSeconds,
    lineBytes: LINE_BYTES,
    lenient: settings.lenient,
    try: `printf 'TIME\\r\\nQUIT\\r\\n' | nc ${nearest} ${server.port}`,
  };
}

export const command = { run } satisfies Command;
