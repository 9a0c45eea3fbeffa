/** The listening sockets that systemd passes to a service that has a socket unit: sd_listen_fds(3). */
import type { Settings } from "../../../server/settings.ts";
import { adoptListeners } from "../../../server/sockets/inherited.ts";
import { CommandError, EXIT } from "../../exit.ts";

type ActivatedPlace = Required<Pick<Settings, "addresses" | "port" | "inherited">>;

/** The first descriptor that is passed. */
const FIRST = 3;

/**
 * Removes the variables, so that no program that is started from here takes them for its own.
 * @returns undefined if none was passed to this process
 * @throws {CommandError} if it cannot serve what was passed
 */
export function activatedPlace(environment: Record<string, string | undefined>): ActivatedPlace | undefined {
  const { LISTEN_PID: process, LISTEN_FDS: count } = environment;
  for (const name of ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]) delete environment[name];
  if (process !== String(globalThis.process.pid) || !/^[1-9]\d{0,3}$/.test(count ?? "")) return undefined;
  const descriptors = Array.from({ length: Number(count) }, (_, at) => FIRST + at);
  const places = adoptListeners(descriptors);
  if ("bad" in places)
    throw new CommandError(
      `descriptor ${places.bad}, passed by LISTEN_FDS, is not a listening TCP socket; in the socket unit use ListenStream= with a port, and Accept=no.`,
      EXIT.environment,
    );
  return { ...places, inherited: { descriptors, isKeptOpen: true } };
}
