/** The folder that a run fills: made or emptied of an earlier run before it, and left as it was where the run fails. */
import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "./lab-error.ts";

/** What a run writes: other things in the folder, such as a report, are somebody else's. */
function isOfRun(name: string): boolean {
  return ["run.json", "facts.json", "server.log"].includes(name) || name.endsWith(".pcapng");
}

export interface OutFolder {
  /** It has the record of the run, and with it all that cannot be made again. */
  hasRun(): boolean;
  /** Takes back what was written. */
  discard(): void;
}

/** @throws {LabError} where the folder holds other things and no run, or cannot be made */
export function prepareFolder(folder: string): OutFolder {
  const made = attempt(folder, () => mkdirSync(folder, { recursive: true }));
  const names = attempt(folder, () => readdirSync(folder));
  if (names.length > 0 && !names.includes("run.json") && !names.every(isOfRun)) {
    throw new LabError(`${folder} holds other things than a run: name a new folder with --out.`, "failed");
  }
  const empty = () => {
    for (const name of readdirSync(folder).filter(isOfRun)) rmSync(join(folder, name), { force: true });
  };
  attempt(folder, empty);
  return {
    hasRun: () => existsSync(join(folder, "run.json")),
    discard() {
      empty();
      if (made !== undefined && readdirSync(folder).length === 0) rmdirSync(folder);
    },
  };
}

function attempt<Value>(folder: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LabError(`the folder ${folder} cannot be used: ${why}.`, "failed");
  }
}
