/** The executable's entry: the command line, or one of jam's own programs, which it starts from itself. */
import { OWN_PROGRAM } from "../src/proc/own-program.ts";

const PROGRAMS: Readonly<Record<string, () => Promise<unknown>>> = {
  "check/rogues/entry.ts": () => import("../src/check/rogues/entry.ts"),
  "grade/judge/main.ts": () => import("../src/grade/judge/main.ts"),
};

const program = process.argv[2] === OWN_PROGRAM ? PROGRAMS[process.argv[3] ?? ""] : undefined;
if (program === undefined) {
  await import("../src/cli/main.ts");
} else {
  process.argv.splice(2, 2);
  await program();
}
