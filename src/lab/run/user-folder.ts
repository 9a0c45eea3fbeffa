/** The folder of a run that root makes for another user: written in a folder of root's, and copied with that user's rights. */
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { asFileUser, type FileUser } from "../../proc/file-user.ts";
import { LabError } from "../network/lab-error.ts";
import { controlOf } from "./path-control.ts";
import {
  fillingIn,
  inFolder,
  isOfDead,
  leftBehind,
  type OutFolder,
  refuseOthers,
  remove,
  replaceRun,
} from "./run-files.ts";

/** Where others cannot replace what is root's: not TMPDIR, which the user may have set. */
const BASES = ["/var/tmp", "/tmp", "/run"];
const RUNNING = "jam-lab-run-";
const KEPT = "jam-lab-kept-";

const COPY_BYTES = 1_048_576;

/** @throws {LabError} if the folder contains other things and no run, or the user cannot make it */
export function prepareAs(folder: string, user: FileUser): OutFolder {
  const asUser = <Value>(act: () => Value) =>
    inFolder(
      folder,
      () => asFileUser(user, act),
      ` with the rights of user ${user.uid}, who can change what it names`,
    );
  const filling = fillingIn(folder);
  const { made, dead } = asUser(() => {
    const made = mkdirSync(folder, { recursive: true });
    refuseOthers(folder);
    return { made, dead: leftBehind(folder) };
  });
  for (const path of dead) removeIfAllowed(user, path);
  asUser(() => mkdirSync(filling)); // fails before the run if the folder is not theirs
  const written = privateFolder();
  return {
    filling: written,
    hasRun: () => existsSync(join(written, "run.json")),
    keep() {
      try {
        asUser(() => mkdirSync(filling, { recursive: true })); // if it was removed meanwhile
        for (const name of readdirSync(written)) {
          copyTo(
            asUser(() => openSync(join(filling, name), "wx", 0o644)),
            join(written, name),
          );
        }
        asUser(() => replaceRun(folder, filling));
      } catch (error) {
        removeIfAllowed(user, filling);
        const kept = written.replace(RUNNING, KEPT); // the next run removes what a killed run left
        renameSync(written, kept);
        throw new LabError(`${messageOf(error)} The run is in ${kept}, for root alone.`, "failed");
      }
      remove(written);
    },
    discard() {
      remove(written);
      removeIfAllowed(user, filling);
      try {
        asFileUser(user, () => made !== undefined && readdirSync(folder).length === 0 && rmdirSync(folder));
      } catch {
        // the user has moved it
      }
    },
  };
}

/** @param target open for writing; closed in any case @param from a file of root's */
function copyTo(target: number, from: string): void {
  const source = openSync(from, "r");
  try {
    const buffer = new Uint8Array(COPY_BYTES);
    for (;;) {
      const length = readSync(source, buffer);
      if (length === 0) return;
      for (let at = 0; at < length; ) at += writeSync(target, buffer, at, length - at);
    }
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

/** A new one; those of runs that were killed are removed. */
function privateFolder(): string {
  for (const base of BASES) {
    try {
      const { user, missing } = controlOf(base);
      if (user !== undefined || missing !== undefined) continue;
      for (const name of readdirSync(base)) {
        const path = join(base, name);
        if (isOfDead(pidOf(name)) && lstatSync(path).uid === 0) remove(path);
      }
      return mkdtempSync(join(base, `${RUNNING}${process.pid}-`));
    } catch {
      // the next one
    }
  }
  throw new LabError(`no folder for the run can be made in ${BASES.join(", ")}.`, "failed");
}

function pidOf(name: string): string | undefined {
  return name.startsWith(RUNNING) ? /^\d+(?=-)/.exec(name.slice(RUNNING.length))?.[0] : undefined;
}

function removeIfAllowed(user: FileUser, path: string): void {
  try {
    asFileUser(user, () => remove(path));
  } catch {
    // root made it, or it is gone
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
