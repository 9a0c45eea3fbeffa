/** A submission and what it is judged by → its key. Whatever may change a verdict is in it. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Weights } from "../../check/result.ts";
import type { Plan } from "../plan.ts";

export interface JudgedBy {
  readonly casesVersion: string;
  readonly chosen: readonly string[];
  readonly weights: Weights | undefined;
  readonly isSandboxed: boolean;
}

export function keyOf(plan: Plan, judgedBy: JudgedBy): string {
  const { submission, settled, language, workingFolder, build, command, port } = plan;
  const { limits, startTimeoutSeconds, extraFiles } = plan;
  const hash = createHash("sha256");
  // A state that is settled without running anything depends on neither the cases nor the limits.
  const why =
    settled === undefined
      ? { language, workingFolder, build, command, port, limits, startTimeoutSeconds, judgedBy }
      : settled;
  hash.update(JSON.stringify([submission.hash, sorted(why)]));
  for (const file of settled === undefined ? extraFiles : []) addFile(hash, file, basename(file));
  return hash.digest("hex");
}

function addFile(hash: ReturnType<typeof createHash>, file: string, name: string): void {
  if (statSync(file).isDirectory()) {
    for (const entry of readdirSync(file).sort()) addFile(hash, join(file, entry), `${name}/${entry}`);
    return;
  }
  const bytes = readFileSync(file);
  hash.update(`${name}\0${bytes.length}\0`).update(bytes);
}

/** The order in which keys were written decides nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]));
}
