/** The lab that stands, as a file that later commands find: who holds it, and what it is like. */
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isDaemonRunning, type LabDaemon } from "./daemon.ts";
import { LabError } from "./lab-error.ts";
import type { Layout } from "./layout.ts";

export interface LabState {
  readonly schema: 1;
  /** ISO 8601. */
  readonly since: string;
  readonly daemon: LabDaemon;
  readonly layout: Layout;
}

/** Whose lab it is, and where such things are kept for a user: $XDG_RUNTIME_DIR, where there is one. */
export interface StatePlace {
  readonly runtimeFolder: string | undefined;
}

/** The user's own folder for it, made where it is missing. @throws {LabError} where it is somebody else's */
export function stateFolder({ runtimeFolder }: StatePlace): string {
  const uid = process.getuid?.() ?? 0;
  const base = runtimeFolder !== undefined && isFolder(runtimeFolder) ? runtimeFolder : "/tmp";
  const folder = join(base, `jam-lab-${uid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LabError(`the folder of the lab's state cannot be made: ${why}.`, "environment");
  }
  const found = lstatSync(folder);
  // /tmp is everybody's: a folder laid there by another could name any process as the lab's.
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o022) === 0) return folder;
  throw new LabError(`${folder} is not this user's own folder: remove it.`, "environment");
}

/** The lab that stands; a state whose daemon has ended is no lab. */
export function readState(folder: string): LabState | undefined {
  const state = parseState(read(join(folder, FILE)));
  return state !== undefined && isDaemonRunning(state.daemon) ? state : undefined;
}

/** Claims the place for this lab; of several at once one wins. @returns false where another lab stands */
export function claimState(folder: string, state: LabState): boolean {
  if (readState(folder) !== undefined) return false;
  clearState(folder); // what is left is stale
  const draft = join(folder, `draft-${state.daemon.pid}`);
  writeFileSync(draft, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, join(folder, FILE));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

export function clearState(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}

/** Leaves nothing behind where no lab stands. */
export function leaveStateFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // a lab stands, or another command has just taken the folder away
  }
}

const FILE = "lab.json";

/** Undefined for what is no state of this version. */
export function parseState(text: string | undefined): LabState | undefined {
  if (text === undefined) return undefined;
  try {
    const state = JSON.parse(text) as Partial<LabState> | null;
    const isWhole =
      state?.schema === 1 && Number.isInteger(state.daemon?.pid) && Array.isArray(state.layout?.hosts);
    return isWhole ? (state as LabState) : undefined;
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
