/** The README lists the settings as they are. With UPDATE_README=1 this test writes them into it. */
import { expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SERVE_FLAGS } from "../../src/cli/serve/serve-flags.ts";
import { formatSettingsTable } from "../../src/cli/serve/settings-table.ts";

const README = join(import.meta.dirname, "../../README.md");
const MARKED = /(?<=<!-- settings -->\n)[\s\S]*?(?=<!-- \/settings -->)/g;

test("the README's table of settings is the one that the flags of jam serve make", () => {
  const text = readFileSync(README, "utf8");
  const table = `\n${formatSettingsTable(SERVE_FLAGS)}\n\n`;
  expect(text.match(MARKED)).toHaveLength(1);
  if (process.env["UPDATE_README"] === "1") {
    writeFileSync(
      README,
      text.replace(MARKED, () => table),
    );
  }
  expect(readFileSync(README, "utf8").match(MARKED)?.[0]).toBe(table);
});
