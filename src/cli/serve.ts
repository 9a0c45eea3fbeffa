/** `jam serve`: the server, from its settings to its end. */
import packageJson from "../../package.json" with { type: "json" };
import { secondFormatter } from "../clock/second.ts";
import { LINE_BYTES } from "../protocol/limits.ts";
import { resolveHost } from "../server/host.ts";
import { ListenError } from "../server/listen.ts";
import type { Settings } from "../server/settings.ts";
import { type RunningServer, startServer, ThreadError } from "../server/supervisor.ts";
import { painterFor } from "./color.ts";
import type { Command } from "./command.ts";
import { CommandError, EXIT, UsageError } from "./exit.ts";
import { switchFlag, textFlag } from "./flag-kinds.ts";
import { readArguments } from "./flags.ts";
import { formatFlags } from "./help.ts";
import { explainListenError, ownAddresses } from "./listen-failure.ts";
import { isTold, type Listening, type LogEvent, type LogLevel } from "./log/levels.ts";
import { formatEvent } from "./log/terminal.ts";
import { checkMonitor, openMonitor } from "./monitor/open.ts";
import { SERVE_FLAGS, type ServeValues, SPREADS_PORTS } from "./serve-flags.ts";
import { formatSettled, settle, strayVariables, variableName, type Written } from "./settings.ts";
import { talk } from "./talk.ts";

/** Flags of the command itself; these are no settings. */
const OWN_FLAGS = {
  config: textFlag(() => "", {
    placeholder: "FILE",
    help: "TOML file with settings, named as the flags are",
    fallbackText: "none",
  }),
  printConfig: switchFlag({ help: "print what is in force and where each value came from, and end" }),
};

const HELP = `Usage: jam serve [FLAGS]

Serves the time on a TCP port: TIME CR LF is answered with JAM hh:mm:ss CR LF, QUIT CR LF ends.

${formatFlags(SERVE_FLAGS)}

${formatFlags(OWN_FLAGS)}

Every setting can also stand in a variable (--port as ${variableName("port")}) or in the TOML file (port = 45000).
A flag goes before a variable, a variable before the file.`;

async function run(args: readonly string[]): Promise<number> {
  const table = { ...SERVE_FLAGS, ...OWN_FLAGS };
  const read = readArguments(args, table);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  const [extra] = [...read.positionals, ...(read.rest ?? [])];
  if (extra !== undefined) throw new UsageError(`jam serve takes flags only, not ${JSON.stringify(extra)}.`);
  for (const line of strayVariables(SERVE_FLAGS, process.env)) talk(`jam: ${line}`);
  const file = read.given.get("config") || process.env[variableName("config")];
  const settled = settle(SERVE_FLAGS, read, process.env, file ? await fromFile(file) : undefined);
  if (read.given.get("printConfig") === "true") {
    console.log(formatSettled(settled));
    return EXIT.good;
  }
  await serve(settled.values);
  return EXIT.good;
}

async function fromFile(file: string): Promise<ReadonlyMap<string, Written>> {
  return (await import("./settings-file.ts")).readSettingsFile(SERVE_FLAGS, file);
}

async function serve(values: ServeValues): Promise<void> {
  const startedAt = Date.now();
  checkMonitor(values);
  const settings = await settingsOf(values);
  // Loading it takes longer than starting the threads, so it waits until they listen, and the events for it.
  const started = Promise.withResolvers<void>();
  const log = started.promise.then(() => makeLog(values.logLevel));
  const signalled = firstSignal(); // from now on, so that a signal right behind the first line drains too
  const server = await startServer(settings, (event) => void log.then((write) => write(event))).catch(
    (error) => {
      if (error instanceof ListenError) throw explainListenError(error);
      if (error instanceof ThreadError) throw new CommandError(`${error.message}.`, EXIT.environment);
      throw error;
    },
  );
  started.resolve();
  const tell = await log;
  const said = listening(settings, values, server);
  tell(said);
  const { connectionLimit } = server;
  const { maxConnections } = values;
  if (connectionLimit < maxConnections) tell({ kind: "few-descriptors", connectionLimit, maxConnections });
  const monitor = await openMonitor({ values, settings, server, said, startedAt }, tell);
  await signalled;
  monitor?.drain();
  const stopped = server.stop();
  const cut = () => server.cut();
  process.on("SIGINT", cut).on("SIGTERM", cut);
  await stopped;
  await monitor?.stop();
}

async function settingsOf(values: ServeValues): Promise<Settings> {
  const { host, port, threads, zone, pattern, lenient, logLevel, monitor, monitorToken, record, ...limits } =
    values;
  if (threads > 1 && !SPREADS_PORTS) {
    talk("jam: this system does not spread a port over threads, so one thread serves.");
  }
  const addresses = await resolveHost(host).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new CommandError(
      `--host ${host} has no address${code}; an address of this machine, or *, will do.`,
      EXIT.environment,
    );
  });
  const tellsSessions = logLevel === "info";
  return {
    addresses,
    port,
    threads: SPREADS_PORTS ? threads : 1,
    zone,
    pattern,
    lenient,
    limits,
    books: monitor === "off" ? undefined : { records: record },
    tellsSessions,
  };
}

/** Lines for a person on a terminal, JSON without one. Talk goes to stderr. */
async function makeLog(level: LogLevel): Promise<(event: LogEvent) => void> {
  if (!process.stderr.isTTY) return (await import("./log/json.ts")).jsonLogger(level, process.stderr.fd);
  const paint = painterFor(process.stderr);
  return (event) => {
    const time = new Date().toTimeString().slice(0, 8);
    if (isTold(event, level)) talk(formatEvent(event, time, paint));
  };
}

function listening(settings: Settings, values: ServeValues, server: RunningServer): Listening {
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

function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve()).once("SIGTERM", () => resolve());
  });
}

export const command = { run } satisfies Command;
