import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../..");
const PAGES = ["*.md", "docs/*.md"].flatMap((glob) => [...new Bun.Glob(glob).scanSync(root)].sort());

test.each(["SECURITY.md", "docs/reliability.md"])("a test that %s names exists", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const named = [...text.matchAll(/`((?:test\/)?[\w./-]+\.ts)`/g)].map(([, path = ""]) =>
    path.startsWith("test/") ? path : `test/end-to-end/${path}`,
  );
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("a link in a page leads to a file of the repository, and to a heading that is in it", () => {
  expect(PAGES.length).toBeGreaterThan(10);
  const dead = PAGES.flatMap((page) => {
    const text = readFileSync(join(root, page), "utf8").replace(/^```[\s\S]*?^```/gm, "");
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => !/^https?:/.test(link) && !leadsSomewhere(page, link))
      .map((link) => `${page}: ${link}`);
  });
  expect(dead).toEqual([]);
});

/** GitHub's anchor of a heading: lower case, without punctuation, blanks as dashes. */
function anchorsOf(file: string): readonly string[] {
  const headings = readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? join(root, page) : join(root, dirname(page), path);
  return existsSync(file) && (anchor === undefined || anchorsOf(file).includes(anchor));
}

test("the drawings of the documentation follow a dark page", () => {
  const drawings = [...new Bun.Glob("**/*.svg").scanSync(join(root, "docs"))];
  expect(drawings.length).toBeGreaterThan(10);
  const light = drawings.filter(
    (file) => !readFileSync(join(root, "docs", file), "utf8").includes("prefers-color-scheme:dark"),
  );
  expect(light).toEqual([]);
});
