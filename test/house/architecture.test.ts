import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MAY_IMPORT } from "./rooms.ts";

const root = join(import.meta.dirname, "../..");
const src = join(root, "src");
const page = readFileSync(join(root, "docs/architecture.md"), "utf8");

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** The folders and files that the page's tree names: a room starts its line, what is in it is indented. */
function namedInTree(): readonly string[] {
  const tree = /^```\n([\s\S]*?)^```/m.exec(page)?.[1] ?? "";
  let room = "";
  return tree.split("\n").flatMap((line) => {
    const [names = ""] = /^ *(?:[\w.-]+(?:\/|\.ts) +)+/.exec(line) ?? [];
    const paths = names
      .trim()
      .split(/ +/)
      .filter((name) => name !== "");
    if (line.startsWith(" ")) return paths.map((path) => `${room}${path}`);
    room = paths[0] ?? room;
    return paths;
  });
}

/** The rows of a table below a heading, each as the cells between its bars. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const codeIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

/** A function, a constant or class, or a method: a call or a mention of the name is not enough. */
function isDefined(name: string, text: string): boolean {
  const parameters = String.raw`\((?:[^()]|\([^()]*\))*\)`;
  const method = String.raw`^ +(?:(?:async|static|protected|override) )*${name}${parameters}(?:: .+)? \{$`;
  const declared = String.raw`\b(?:function|const|class) ${name}\b`;
  return new RegExp(`${declared}|${method}`, "m").test(text);
}

test.each([
  ["export async function run() {}", true],
  ["const run = () => {};", true],
  ["  protected override async run(each: (of: number) => void, of = f()): Promise<void> {", true],
  ["  run(socket) {", true],
  ["  run();", false],
  ["  await this.run(() => {", false],
  ["  if (run()) {", false],
  ["/** Will run. */", false],
])("%p defines run: %p", (text, defines) => {
  expect(isDefined("run", text)).toBe(defines);
});

describe("docs/architecture.md", () => {
  test("its tree has every room, the folders in it, and nothing else", () => {
    const rooms = foldersIn(src);
    const folders = rooms.flatMap((room) => [
      `${room}/`,
      ...foldersIn(join(src, room)).map((name) => `${room}/${name}/`),
    ]);
    const files = readdirSync(src).filter((name) => name.endsWith(".ts"));
    expect([...namedInTree()].sort()).toEqual([...folders, ...files].sort());
  });

  test("every path that it names exists", () => {
    const paths = codeIn(page.replace(/^```[\s\S]*?^```/gm, "")).filter((code) =>
      /^[\w.-]+\/[\w./-]*$/.test(code),
    );
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !existsSync(join(src, path)) && !existsSync(join(root, path)))).toEqual([]);
  });

  test.each(["A byte", "A packet", "A verdict", "A counter"])(
    "%s: each function is in the file beside it",
    (path) => {
      const rows = rowsUnder(path);
      expect(rows.length).toBeGreaterThan(4);
      const wrong = rows.flatMap(([, file = "", functions = ""]) => {
        const text = readFileSync(join(src, codeIn(file)[0] ?? ""), "utf8");
        return codeIn(functions)
          .filter((name) => !isDefined(name, text))
          .map((name) => `${file} does not define ${name}`);
      });
      expect(wrong).toEqual([]);
    },
  );

  test("its table of imports is the one that the house tests", () => {
    const table = rowsUnder("Allowed imports").map(([room = "", others = ""]) => {
      const name = codeIn(room)[0] ?? "";
      const all = Object.keys(MAY_IMPORT).filter((other) => other !== name);
      return [name, (others === "every room" ? all : codeIn(others)).toSorted()];
    });
    const tested = Object.entries(MAY_IMPORT).map(([room, others]) => [room, others.toSorted()]);
    expect(Object.fromEntries(table)).toEqual(Object.fromEntries(tested));
  });
});
