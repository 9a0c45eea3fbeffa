/** Each step of docs/lesson.md runs as written, but for its ports; the Indonesian page has the same commands. */
import { expect, test } from "bun:test";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canMakeLabs } from "../lab/lab-user.ts";
import { cleanEnvironment } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const ROOT = join(import.meta.dirname, "../../..");
const TOOLS = ["nc", "python3", "tshark", "dumpcap"];
const isThere =
  TOOLS.every((tool) => Bun.which(tool) !== null) && canMakeLabs("as the user who runs the tests");
const SECONDS = { timeout: 400_000, retry: 1 };

interface Step {
  readonly kind: string;
  readonly script: string;
}

function stepsOf(page: string): readonly Step[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(/^```sh ?(\w*)\n([\s\S]*?)^```/gm)].map(([, kind = "", script = ""]) => ({
    kind,
    script,
  }));
}

test("the lesson has the same commands in both languages", () => {
  const steps = stepsOf("docs/lesson.md");
  expect(steps.length).toBeGreaterThan(6);
  expect(stepsOf("docs/lesson.id.md")).toEqual(steps);
});

test.skipIf(!isThere)(
  `the steps of the lesson do what they say (needs Debian's netcat-openbsd, python3 and tshark, and namespaces)`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "jam-lesson-"));
    for (const name of ["bin", "src", "node_modules"]) symlinkSync(join(ROOT, name), join(folder, name));
    cpSync(join(ROOT, "examples"), join(folder, "examples"), { recursive: true });
    const started: Bun.Subprocess[] = [];
    const outputs: string[] = [];
    try {
      for (const { kind, script } of stepsOf("docs/lesson.md")) {
        const text = script
          .replaceAll("bin/jam serve", "exec bin/jam serve --port 45000 --monitor 127.0.0.1:45080")
          .replaceAll("bin/jam status", "bin/jam status 127.0.0.1:45080")
          .replaceAll(/\b450(\d\d)\b/g, "226$1")
          .replace("-s INT 60", "-s INT 8");
        if (kind === "server") {
          const env = cleanEnvironment();
          started.push(
            Bun.spawn(["sh", "-c", text], { cwd: folder, env, stdio: ["ignore", "ignore", "ignore"] }),
          );
          const ready = ["bin/jam", "time", "127.0.0.1:22600"];
          const answers = async () => (await runProgram(ready, { cwd: folder })).exit === 0;
          await until(30, answers, () => "a server");
          continue;
        }
        const { exit, stdout, stderr } = await runProgram(["bash", "-e", "-c", text], {
          cwd: folder,
          seconds: 150,
        });
        expect([script, exit, stderr]).toEqual([script, 0, stderr]);
        outputs.push(stdout);
      }
      expect(outputs[0]).toMatch(/^JAM [\d:]{8}\r\nERROR end the line/);
      expect(outputs[1]).toMatch(/^JAM [\d:]{8}\r\n/);
      expect(outputs[2]).toContain("split-word");
    } finally {
      for (const child of started) child.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  SECONDS,
);
