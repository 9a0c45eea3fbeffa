/** The running lab as a file that later commands find: its daemon and its layout. */
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
  readonly schema: 2;
  /** ISO 8601. */
  readonly since: string;
  readonly daemon: LabDaemon;
  readonly layout: Layout;
}

/** The user's folder for such files: $XDG_RUNTIME_DIR, if set. */
export interface StatePlace {
  readonly runtimeFolder: string | undefined;
}

/** The user's folder for the state; made if missing. @throws {LabError} if it belongs to another user */
export function stateFolder({ runtimeFolder }: StatePlace): string {
  const uid = process.getuid?.() ?? 0;
  const base = runtimeFolder !== undefined && isFolder(runtimeFolder) ? runtimeFolder : "/tmp";
  const folder = join(base, `jam-lab-${uid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LabError(`the folder for the lab's state cannot be made: ${why}.`, "environment");
  }
  const found = lstatSync(folder);
  // Everyone can write to /tmp: a folder made there by another user could name any process as the lab's.
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o022) === 0) return folder;
  throw new LabError(`${folder} is not a private folder of this user: remove it.`, "environment");
}

/** The running lab; undefined if its daemon has ended. */
export function readState(folder: string): LabState | undefined {
  const state = parseState(read(join(folder, FILE)));
  return state !== undefined && isDaemonRunning(state.daemon) ? state : undefined;
}

/** Makes this the running lab; of several at once, one succeeds. @returns false if another lab is running */
export function createState(folder: string, state: LabState): boolean {
  if (readState(folder) !== undefined) return false;
  clearState(folder); // a state that is left over is stale
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

/** Removes the folder if no lab is running. */
export function leaveStateFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // a lab is running, or another command has just removed the folder
  }
}

const FILE = "lab.json";

/** Undefined if it is not a state of this version. */
export function parseState(text: string | undefined): LabState | undefined {
  if (text === undefined) return undefined;
  try {
    const state = JSON.parse(text) as Partial<LabState> | null;
    const isWhole =
      state?.schema === 2 && Number.isInteger(state.daemon?.pid) && Array.isArray(state.layout?.hosts);
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
