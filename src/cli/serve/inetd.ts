/** `jam serve --inetd`: the settings of the server, for one connection on standard input and output. */
import { closeSync, fstatSync, openSync } from "node:fs";
import { DEFAULT_PATTERN, secondFormatter } from "../../clock/second.ts";
import { serveOneConnection } from "../../server/one-connection.ts";
import { CommandError, EXIT } from "../exit.ts";
import { explainStartError } from "./listen-failure.ts";
import { openStderrLog } from "./log/log.ts";
import type { ServeValues } from "./serve-flags.ts";
import { settingsOf } from "./server-settings.ts";
import { listenToSignals } from "./signals.ts";
import { ZoneInForce } from "./zone/in-force.ts";

const FLUSH_MS = 1_000;
const [INPUT, STDERR] = [0, 2];

/** inetd passes the connection as standard error too: a message there would reach the client. Call before the first. */
export function keepMessagesFromClient(): void {
  if (!isSameFile(INPUT, STDERR) || !fstatSync(INPUT).isSocket()) return;
  closeSync(STDERR);
  openSync("/dev/null", "w"); // the lowest free descriptor
}

/** @param zoneChoice see `ZoneInForce` */
export async function serveInetd(values: ServeValues, zoneChoice: string | undefined): Promise<number> {
  const zones = new ZoneInForce(zoneChoice);
  const timeOfDay = () => secondFormatter(zones.zone, DEFAULT_PATTERN)(Date.now());
  const settings = await settingsOf({ ...values, host: "127.0.0.1" }, zones.zone);
  const signals = listenToSignals();
  const { write, flush } = await openStderrLog(() => values.logLevel, timeOfDay);
  const connection = await serveOneConnection(settings, write).catch((error) => {
    throw explainStartError(error);
  });
  if (connection === undefined) throw new CommandError("--inetd needs Linux.", EXIT.environment);
  void signals.stop.then(() => connection.drain());
  void signals.cut.then(() => connection.cut());
  await connection.closed;
  if (!(await flush(FLUSH_MS))) process.exit(EXIT.good); // returning would wait for the log's reader
  return EXIT.good;
}

function isSameFile(one: number, other: number): boolean {
  try {
    const [first, second] = [fstatSync(one), fstatSync(other)];
    return first.ino === second.ino && first.dev === second.dev;
  } catch {
    return false; // one is closed
  }
}
