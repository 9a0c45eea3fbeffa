/** The lab that stands for this user, and its hosts by name. */
import { type LabState, leaveStateFolder, readState, stateFolder } from "../../lab/network/state.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { didYouMean } from "../flags/nearest.ts";
import { invokedName } from "./invocation.ts";

/** The place of the lab's state is left as it was found, where no lab stands. */
export function foundLab(): LabState | undefined {
  const folder = labFolder();
  const state = readState(folder);
  if (state === undefined) leaveStateFolder(folder);
  return state;
}

export function labFolder(): string {
  return stateFolder({ runtimeFolder: process.env["XDG_RUNTIME_DIR"] });
}

/** @throws {CommandError} where none stands */
export function runningLab(): LabState {
  const state = foundLab();
  if (state !== undefined) return state;
  throw new CommandError(`no lab stands: "${invokedName()} lab up" makes one.`, EXIT.failed);
}

/** @throws {UsageError} for a host that the lab lacks */
export function checkHost({ layout }: LabState, host: string): void {
  const names = layout.hosts.map(({ name }) => name);
  if (names.includes(host)) return;
  throw new UsageError(
    `the lab has no host ${JSON.stringify(host)}, but ${names.join(", ")}.${didYouMean(host, names)}`,
  );
}
