import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

test.each(["SECURITY.md", "docs/reliability.md"])("a test that %s names exists", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const named = [...text.matchAll(/`((?:test\/)?[\w./-]+\.ts)`/g)].map(([, path = ""]) =>
    path.startsWith("test/") ? path : `test/end-to-end/${path}`,
  );
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
