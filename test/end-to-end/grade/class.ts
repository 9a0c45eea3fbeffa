/** A small class on the disk, and the real command `jam grade` on it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Entry, GradedEntry } from "../../../src/grade/journal/entry.ts";
import type { Graded } from "../../../src/grade/outcome.ts";
import { JAM } from "../support/jam-server.ts";
import { type Ended, runProgram } from "../support/run-program.ts";
import { canIsolate } from "./judged.ts";

/** For a busy machine. */
const SECONDS = 200;
/** Where no sandbox works, the command is tested without one. */
export const SANDBOX: readonly string[] = canIsolate ? [] : ["--no-sandbox"];

/** A right server: what passes is judged fastest, and does not depend on how busy the machine is. */
export const RIGHT = readFileSync(
  join(import.meta.dirname, "../../../examples/class/submissions/5025211001_Ani/server.py"),
  "utf8",
);

/** A server that ends before it listens: judged within a second. @param note makes its content its own */
export function endsAtOnce(note: string): string {
  return `import socket, sys\nsys.exit("${note}")\ns = socket.socket()\ns.bind(("", 45000))\ns.listen()\n`;
}

/** To be declared with `using`. */
export class SmallClass implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), "jam-grade-test-"));
  readonly path = join(this.root, "class");
  readonly out = join(this.root, "class.graded");

  /** @param files by path below the class */
  constructor(files: Readonly<Record<string, string>>) {
    mkdirSync(this.path);
    this.write(files);
  }

  write(files: Readonly<Record<string, string>>, folder = this.path): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }

  file(name: string): string {
    return join(this.root, name);
  }

  command(flags: readonly string[] = []): readonly string[] {
    return [JAM, "grade", this.path, ...SANDBOX, ...flags];
  }

  grade(flags: readonly string[] = []): Promise<Ended> {
    return runProgram(this.command(flags), { seconds: SECONDS, env: { LANG: "C" } });
  }

  jam(args: readonly string[]): Promise<Ended> {
    return runProgram([JAM, "grade", ...args], { seconds: SECONDS, env: { LANG: "C" } });
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function entriesIn(folder: string): readonly Entry[] {
  const lines = readFileSync(join(folder, "journal.jsonl"), "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

/** Without those that did not count, because the machine was too busy. */
export function gradedIn(folder: string): readonly GradedEntry[] {
  let graded: GradedEntry[] = [];
  for (const entry of entriesIn(folder)) {
    if (entry.kind === "graded") graded.push(entry);
    if (entry.kind !== "again" || entry.why !== "late-timers") continue;
    const keys = entry.members.map(({ key }) => key);
    graded = graded.filter((each) => !keys.includes(each.graded.key));
  }
  return graded;
}

/** What two runs of one class must have in common: everything but times. */
function verdictsOf({ outcome }: Graded): unknown {
  if (outcome.state !== "judged") return outcome.state;
  const { cases, grade } = outcome.result;
  return [grade, ...cases.map(({ id, verdict }) => `${id}: ${verdict}`)];
}

export function verdictsIn(folder: string): ReadonlyMap<string, unknown> {
  return new Map(gradedIn(folder).map(({ graded }) => [graded.id, verdictsOf(graded)]));
}

/** `5025211001` … */
export function idOf(number: number): string {
  return `502521${String(number).padStart(4, "0")}`;
}
