/** Where jam's own programs are: its threads, and the processes that it starts from itself. */
import { join } from "node:path";

/** Set in the executable that bin/executable-build.ts builds, which holds every program; see there. */
declare const IN_EXECUTABLE: boolean | undefined;

/** Whether this is the executable, which has no sources beside it. */
export const isExecutable = typeof IN_EXECUTABLE === "boolean";

/** The first argument of the executable when it starts as one of its own programs. */
export const OWN_PROGRAM = "--own-program";

const SOURCES = join(import.meta.dirname, "..");
/** Where a file of src/ is inside the executable. */
const EMBEDDED = "/$bunfs/root/src";

/** As in bin/jam: the runtime reads nothing in the current folder. */
const RUNTIME_FLAGS = ["--no-env-file", "--config=/dev/null", "--no-install"];

/** The command line of this jam, to which arguments are added. */
export const OWN_COMMAND = isExecutable ? process.execPath : join(SOURCES, "../bin/jam");

/** @param file of a thread, relative to src/ @returns what a Worker is made of */
export function ownThread(file: `${string}.ts`): string {
  return isExecutable ? `${EMBEDDED}/${file.replace(/\.ts$/, ".js")}` : join(SOURCES, file);
}

/** @param file of a process, relative to src/ @returns the command, to which arguments are added */
export function ownProcess(file: `${string}.ts`): readonly string[] {
  return isExecutable
    ? [process.execPath, OWN_PROGRAM, file]
    : [process.execPath, ...RUNTIME_FLAGS, join(SOURCES, file)];
}
