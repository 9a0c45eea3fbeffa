/** The scratch folder of a job: where it lies, and the shell's part of filling it. */
import { quote } from "../../text/shell-words.ts";
import { SCRATCH_FOLDERS, systemFiles } from "./launcher.ts";

/** Every user can enter it; a folder of root's below a home could not be reached by the job's own user. */
export const SCRATCH_PARENT = "/tmp";

/** For a shell: the folders that a sandbox needs. */
export function prepareScratch(scratch: string): string {
  const folders = SCRATCH_FOLDERS.map((name) => quote(`${scratch}/${name}`));
  const files = Object.keys(systemFiles(undefined)).map((name) => quote(`${scratch}/system/${name}`));
  return `mkdir ${folders.join(" ")} && touch ${files.join(" ")}`;
}
