/** What reports remark on a programming language, shown by a program in that language. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CODE_LANGUAGES, type CodeLanguage } from "../../../src/check/texts/code-language.ts";
import { IDIOMS } from "../../../src/check/texts/en/idioms.ts";

interface Program {
  readonly file: string;
  readonly build?: readonly string[];
  readonly start: readonly string[];
}

const PROGRAMS: Readonly<Record<CodeLanguage, Program>> = {
  python: { file: "remarks.py", start: ["python3", "remarks.py"] },
  node: { file: "remarks.cjs", start: ["node", "remarks.cjs"] },
  java: { file: "Remarks.java", build: ["javac", "Remarks.java"], start: ["java", "-cp", ".", "Remarks"] },
  go: { file: "remarks.go", build: ["go", "build", "remarks.go"], start: ["./remarks"] },
  c: { file: "remarks.c", build: ["gcc", "-pthread", "-o", "remarks", "remarks.c"], start: ["./remarks"] },
  php: { file: "remarks.php", start: ["php", "remarks.php"] },
  ruby: { file: "remarks.rb", start: ["ruby", "remarks.rb"] },
  csharp: { file: "Remarks.cs", build: ["mcs", "Remarks.cs"], start: ["mono", "Remarks.exe"] },
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "jam-remarks-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function outputOf(command: readonly string[]): Promise<string> {
  const program = Bun.spawn([...command], { cwd: folder, stdout: "pipe", stderr: "pipe", timeout: 50_000 });
  const [output, errors] = await Promise.all([
    new Response(program.stdout).text(),
    new Response(program.stderr).text(),
  ]);
  if ((await program.exited) !== 0) throw new Error(`${command.join(" ")} failed: ${errors}`);
  return output;
}

for (const language of CODE_LANGUAGES) {
  const { file, build, start } = PROGRAMS[language];
  const tool = build?.[0] ?? start[0] ?? "";
  test.skipIf(Bun.which(tool) === null)(
    `every remark on ${language} holds: a program in it shows each one${Bun.which(tool) ? "" : ` (${tool} is missing)`}`,
    async () => {
      copyFileSync(join(import.meta.dir, "idioms", file), join(folder, file));
      if (build) await outputOf(build);
      const lines = (await outputOf(start)).trim().split("\n");
      expect(lines.filter((line) => !line.toLowerCase().endsWith(": true"))).toEqual([]);
      const shown = new Set(lines.map((line) => line.split(":")[0] ?? ""));
      expect([...shown].sort()).toEqual(Object.keys(IDIOMS[language]).sort());
    },
  );
}
