import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { COMMANDS } from "../../src/cli/commands.ts";
import { MAY_IMPORT } from "./rooms.ts";

const root = join(import.meta.dirname, "../..");
const src = join(root, "src");
const files = [...new Bun.Glob("**/*.{ts,tsx}").scanSync(src)].sort();
const textOf = (file: string) => readFileSync(join(src, file), "utf8");

const roomOf = (path: string) => path.split("/")[0] ?? "";

function importsOf(file: string): readonly string[] {
  return [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, path = ""]) => path);
}

function ownImportsOf(file: string): readonly string[] {
  return importsOf(file)
    .filter((path) => path.startsWith("."))
    .map((path) => relative(src, join(src, dirname(file), path)));
}

test("every room is on the map, and every room of the map exists", () => {
  expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
});

test("a room imports only the rooms that it may", () => {
  const wrong = files.flatMap((file) =>
    ownImportsOf(file)
      .filter((path) => !path.startsWith("..") && roomOf(path) !== roomOf(file))
      .filter((path) => !MAY_IMPORT[roomOf(file)]?.includes(roomOf(path)))
      .map((path) => `${file} imports ${path}`),
  );
  expect(wrong).toEqual([]);
});

test("a room that another may import is imported by it", () => {
  const used = new Set(
    files.flatMap((file) => ownImportsOf(file).map((path) => `${roomOf(file)} imports ${roomOf(path)}`)),
  );
  const allowed = Object.entries(MAY_IMPORT).flatMap(([room, others]) =>
    others.map((other) => `${room} imports ${other}`),
  );
  expect(allowed.filter((pair) => !used.has(pair))).toEqual([]);
});

/** Within server/, from the bottom up: a byte's path never imports what watches it. */
const SERVER_ROOMS: Readonly<Record<string, readonly string[]>> = {
  sockets: [],
  clock: [],
  limits: ["sockets"],
  proxy: ["limits"],
  connection: ["sockets", "clock", "limits"],
  sessions: ["sockets", "limits", "connection"], // observes connections
  threads: ["sockets", "clock", "limits", "proxy", "connection", "sessions"],
};

/** The files of server/ that its rooms may import; the others of it stand above the rooms. */
const SERVER_FACTS = ["settings.ts", "events.ts", "counters.ts"];

test("a room of the server imports only the rooms below it, and the server's facts", () => {
  const inServer = (path: string) => path.split("/").slice(1);
  const roomFiles = files.filter((file) => roomOf(file) === "server" && inServer(file).length > 1);
  const roomsThere = new Set(roomFiles.map((file) => inServer(file)[0] ?? ""));
  expect([...roomsThere].sort()).toEqual(Object.keys(SERVER_ROOMS).sort());
  const wrong = roomFiles.flatMap((file) => {
    const [room = ""] = inServer(file);
    const allowed = [room, ...SERVER_FACTS, ...(SERVER_ROOMS[room] ?? [])];
    return ownImportsOf(file)
      .filter((path) => roomOf(path) === "server" && !allowed.includes(inServer(path)[0] ?? ""))
      .map((path) => `${file} imports ${path}`);
  });
  expect(wrong).toEqual([]);
  const used = new Set(
    roomFiles.flatMap((file) =>
      ownImportsOf(file).map((path) => `${inServer(file)[0]} ${inServer(path)[0]}`),
    ),
  );
  const unused = Object.entries(SERVER_ROOMS).flatMap(([room, others]) =>
    others
      .filter((other) => !used.has(`${room} ${other}`))
      .map((other) => `${room} does not import ${other}`),
  );
  expect(unused).toEqual([]);
});

test("the protocol is pure: it imports no library and names no runtime, clock or process", () => {
  const foreign = /\b(Bun|Buffer|process|Date|Temporal|performance|setTimeout|setInterval|console|fetch)\b/;
  for (const file of files.filter((path) => roomOf(path) === "protocol")) {
    expect(importsOf(file).filter((path) => !path.startsWith("./"))).toEqual([]);
    const code = textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    expect(`${file}: ${foreign.exec(code)?.[0] ?? "pure"}`).toBe(`${file}: pure`);
  }
});

test("only the command line touches argv, exit codes, signals and the standard streams", () => {
  const edge = /\bprocess\.(argv|exit|exitCode|on|once|stdout|stderr|stdin|env)\b|\bconsole\./;
  // A server of the gallery and the judge are programs of their own, and a student's lines of code are text.
  const programs = ["check/rogues/entry.ts", "check/texts/fixes/node.ts", "grade/judge/main.ts"];
  const wrong = files.filter(
    (file) => roomOf(file) !== "cli" && !programs.includes(file) && edge.test(textOf(file)),
  );
  expect(wrong).toEqual([]);
});

/** A sentence, or a form such as `bytes → text.`; the room for it is one line. */
const FIRST_LINE = /^\/\*\* (?!.*\bwhat\b.*\bknows\b)[\p{Lu}\d`].*[.] \*\/$/u;

test("a source file is short, and its first line describes it in a sentence", () => {
  for (const file of files) {
    const lines = textOf(file).split("\n");
    expect(`${file}: ${lines.length <= 200 ? "short" : `${lines.length} lines`}`).toBe(`${file}: short`);
  }
  const firstLines = files.map((file) => `${file}: ${textOf(file).split("\n")[0]}`);
  const isSentence = (line: string) => line.length <= 140 && FIRST_LINE.test(line);
  expect(firstLines.filter((line) => !isSentence(line.slice(line.indexOf(": ") + 2)))).toEqual([]);
});

test("a test stands where the file stands that it tests", () => {
  const rooms = Object.keys(MAY_IMPORT);
  const tests = [...new Bun.Glob("**/*.test.ts").scanSync(join(root, "test"))].filter((file) =>
    rooms.includes(roomOf(file.replace(".test.ts", ".ts"))),
  );
  expect(tests.length).toBeGreaterThan(10);
  const strays = tests.filter((file) => !existsSync(join(src, file.replace(".test.ts", ".ts"))));
  // Its examples test a page, PROTOCOL.md.
  expect(strays.sort()).toEqual(["protocol/examples.test.ts"]);
});

test("every command file is in the list of commands", () => {
  const commandFiles = files.filter((file) => /export const command\b/.test(textOf(file)));
  expect(commandFiles.map((file) => basename(file, ".ts")).sort()).toEqual(Object.keys(COMMANDS).sort());
});

test("the lock file names no registry, and links only the workspace", () => {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const resolved = [...lock.matchAll(/"resolved": "(.*)"/g)].map(([, where]) => where);
  expect(resolved).toEqual(["packages/jam-client"]);
  expect(lock).not.toContain("://registry");
});

test("a clause that the code cites stands in PROTOCOL.md", () => {
  const page = readFileSync(join(root, "PROTOCOL.md"), "utf8");
  const clauses = new Set([...page.matchAll(/^\| ([A-Z]+-\d+) \|/gm)].map(([, id = ""]) => id));
  const cited = files.flatMap((file) =>
    [
      ...textOf(file).matchAll(
        /\b((?:FRAME|TELNET|BOM|WIDE|NUL|PREFIX|ESCAPE|TIME|QUIT|EMPTY|ERROR|FOREIGN|REPLY|CONC|END|CLOSE|STOP|PROXY|LIMIT|LENIENT|CLOCK)-\d+)\b/g,
      ),
    ].map(([, id = ""]) => id),
  );
  expect(cited.length).toBeGreaterThan(15);
  expect(cited.filter((id) => !clauses.has(id))).toEqual([]);
});
