import { expect, test } from "bun:test";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JAM } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";
import { verdictsIn } from "./class.ts";
import { canIsolate } from "./judged.ts";

const ROOT = join(import.meta.dirname, "../../..");
const PAGE = readFileSync(join(ROOT, "docs/grading.md"), "utf8");
const MINUTES = 300_000;

const blocks = [...PAGE.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);

test.skipIf(!canIsolate)(
  "every command of docs/grading.md does what the page says (needs Debian's bubblewrap, and namespaces)",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "jam-guide-"));
    try {
      cpSync(join(ROOT, "examples"), join(folder, "examples"), { recursive: true });
      const exits: (number | null)[] = [];
      const outputs: string[] = [];
      for (const block of blocks) {
        const script = block.replaceAll("bin/jam", JAM);
        const { exit, stdout, stderr } = await runProgram(["bash", "-e", "-c", script], {
          cwd: folder,
          seconds: 200,
        });
        exits.push(exit);
        outputs.push(stdout + stderr);
      }
      expect([exits, outputs]).toEqual([[1, 0, 0, 0, 0], outputs]);
      // What the page shows of the plan is what is printed, up to the part that it leaves out.
      const [shown = "", rest = ""] = /^```\n(5025[\s\S]*?)^```/m.exec(PAGE)?.[1]?.split("…\n") ?? [];
      expect(outputs[0]).toStartWith(shown);
      expect(outputs[0]).toContain(rest);
      const files = ["class.html", "grades.csv", "grades.xlsx", "moodle.csv", "journal.jsonl"];
      const ofStudents = ["feedback/5025211002.html", "feedback/5025211003.md", "gradescope/5025211001.json"];
      for (const file of [...files, ...ofStudents])
        expect([file, existsSync(join(folder, "class.graded", file))]).toEqual([file, true]);
      const states = [...verdictsIn(join(folder, "class.graded"))].map(([id, what]) => [
        id,
        Array.isArray(what) ? "judged" : what,
      ]);
      expect(Object.fromEntries(states)).toEqual({
        5025211001: "judged",
        5025211002: "judged",
        5025211003: "did-not-build",
        5025211004: "no-server-found",
        5025211005: "judged",
        5025211006: "cannot-read",
        5025211007: "not-submitted",
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  MINUTES,
);
