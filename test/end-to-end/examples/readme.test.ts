/** The pages of examples/ show the commands and the failed cases of the list that the tests use. */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectGenerated } from "../../house/generated.ts";
import { EXAMPLES } from "./programs.ts";

const ROOT = join(import.meta.dirname, "../../..");
const LONGEST = 60;

const PAGES = {
  "examples/README.md": {
    ...{ lang: "en", folder: "folder", build: "build", naive: "half-right server" },
    ...{ mistakes: "its mistakes", fails: "fails" },
  },
  "examples/README.id.md": {
    ...{ lang: "id", folder: "folder", build: "build", naive: "server setengah benar" },
    ...{ mistakes: "kesalahannya", fails: "gagal" },
  },
} as const;

test.each(Object.entries(PAGES))("%s shows the commands and the cases", (page, words) => {
  const code = (text: string) => `\`${text}\``;
  const commands = EXAMPLES.map(
    ({ folder, build, server, client }) =>
      `| ${code(folder)} | ${build.map(code).join("<br>")} | ${code(server)} | ${code(client)} |`,
  );
  const commandHead = `| ${words.folder} | ${words.build} | server | client |\n|---|---|---|---|`;
  expectGenerated(page, "commands", [commandHead, ...commands].join("\n"));
  const naive = EXAMPLES.map(
    ({ title, mistakes, fails }) =>
      `| ${title} | ${words.lang === "id" ? mistakes.id : mistakes.en} | ${fails.map(code).join(", ")} |`,
  );
  const naiveHead = `| ${words.naive} | ${words.mistakes} | ${words.fails} |\n|---|---|---|`;
  expectGenerated(page, "naive", [naiveHead, ...naive].join("\n"));
});

test("every example has its three programs, each under 60 lines, with comments in both languages", () => {
  for (const { folder, build, server, client, naive } of EXAMPLES) {
    const named = [...build, server, client, naive].join(" ").match(/[\w-]+\.\w+/g) ?? [];
    const files = [...new Set(named)].filter((file) => /^(server|client|server-naive)\./.test(file));
    expect([folder, files.length]).toEqual([folder, 3]);
    for (const file of files) {
      const text = readFileSync(join(ROOT, "examples", folder, file), "utf8");
      const lines = text.trimEnd().split("\n").length;
      expect([folder, file, lines < LONGEST || lines]).toEqual([folder, file, true]);
      expect([folder, file, /\b(dan|bukan|atau|yang|salah)\b/i.test(text)]).toEqual([folder, file, true]);
    }
  }
});
