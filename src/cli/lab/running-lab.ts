/** The running lab of this user. */
import { type LabState, leaveStateFolder, readState, stateFolder } from "../../lab/network/state.ts";
import { didYouMean } from "../../text/nearest.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { invokedName } from "./defaults.ts";

/** Removes the empty state folder if no lab is running. */
export function foundLab(): LabState | undefined {
  const folder = labFolder();
  const state = readState(folder);
  if (state === undefined) leaveStateFolder(folder);
  return state;
}

export function labFolder(): string {
  return stateFolder({ runtimeFolder: process.env["XDG_RUNTIME_DIR"] });
}

/** @throws {CommandError} if no lab is running */
export function runningLab(): LabState {
  const state = foundLab();
  if (state !== undefined) return state;
  throw new CommandError(`no lab is running: start one with "${invokedName()} lab up".`, EXIT.failed);
}

/** @throws {UsageError} if the lab has no such host */
export function checkHost({ layout }: LabState, host: string): void {
  const names = layout.hosts.map(({ name }) => name);
  if (names.includes(host)) return;
  throw new UsageError(
    `the lab has no host ${JSON.stringify(host)}; its hosts are ${names.join(", ")}.${didYouMean(host, names)}`,
  );
}
