/** Text that a test generates into a page, between `<!-- name -->` and `<!-- /name -->`; UPDATE=1 (npm run update) rewrites it. */
import { expect } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** @param page from the repository's root on */
export function expectGenerated(page: string, name: string, text: string): void {
  const path = join(ROOT, page);
  const before = readFileSync(path, "utf8");
  const marked = new RegExp(`(?<=<!-- ${name} -->\n)[\\s\\S]*?(?=<!-- /${name} -->)`, "g");
  expect(before.match(marked)).toHaveLength(1);
  const after = before.replace(marked, () => `\n${text}\n\n`);
  if (process.env["UPDATE"] === "1") writeFileSync(path, after);
  else expect(before).toBe(after);
}
