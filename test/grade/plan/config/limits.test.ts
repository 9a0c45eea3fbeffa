import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTING_KEYS } from "../../../../src/grade/plan/config/keys.ts";
import { LIMIT_RANGES } from "../../../../src/grade/plan/config/limits.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../../../docs/grade-toml.md"), "utf8");

test("docs/grade-toml.md lists every key, and every limit with its default and range", () => {
  const keys = [...PAGE.matchAll(/^\| `([a-z-]+)` \| [^|]+ \|$/gm)].map(([, key]) => key);
  expect(keys.sort()).toEqual([...SETTING_KEYS].sort());
  const limits = [...PAGE.matchAll(/^\| `([a-z-]+)` \| (\d+) \| (\d+)–(\d+) \|/gm)].map((row) =>
    row.slice(1, 5),
  );
  expect(limits).toEqual(
    Object.entries(LIMIT_RANGES).map(([name, range]) => [
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      ...[range.default, range.min, range.max].map(String),
    ]),
  );
});
