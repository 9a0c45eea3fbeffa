import { expect, test } from "bun:test";
import { CASES } from "../../../src/check/cases/registry.ts";
import { FIXES, type FixId } from "../../../src/check/texts/fixes.ts";

const python = Bun.which("python3");
const needed = python === null ? " (needs the Debian package python3)" : "";
const indented = (snippet: string) => snippet.replace(/^/gm, "    ");

/** What a server's conversation brings about for what each recv() returns: its replies, then `closed`. */
const HARNESS = `
import json, sys, time

class Connection:
    def __init__(self, chunks):
        self.chunks, self.sent, self.closed = [chunk.encode("latin-1") for chunk in chunks], b"", False
    def recv(self, size):
        assert not self.closed and (not self.chunks or len(self.chunks[0]) <= size)
        return self.chunks.pop(0) if self.chunks else b""
    def sendall(self, data):
        assert not self.closed
        self.sent += data
    def close(self):
        self.closed = True

class Client:
    def __init__(self, connection):
        self.connection = connection
    def run(self):
SNIPPET

results = []
for chunks in json.load(sys.stdin):
    connection = Connection(chunks)
    Client(connection).run()
    results.append([connection.sent.count(b"JAM "), connection.closed, len(connection.chunks)])
print(json.dumps(results))
`;

async function run(program: string, input: string): Promise<string> {
  const child = Bun.spawn([python ?? "python3", "-I", "-c", program], {
    stdin: new TextEncoder().encode(input),
    stdout: "pipe",
    stderr: "pipe",
  });
  const [output, complaint] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  await child.exited;
  expect(complaint).toBe("");
  return output;
}

test("a fix has few lines of Python, and some case uses it", () => {
  const used = new Set(CASES.map(({ fix }) => fix));
  expect(Object.keys(FIXES).filter((id) => !used.has(id as FixId))).toEqual([]);
  for (const [id, snippet = ""] of Object.entries(FIXES)) {
    const lines = snippet.split("\n");
    expect(`${id}: ${lines.length >= 3 && lines.length <= 10}`).toBe(`${id}: true`);
    expect(`${id}: ${lines.every((line) => line.length <= 80 && line.trimEnd() === line)}`).toBe(
      `${id}: true`,
    );
  }
});

test.skipIf(python === null)(`the lines of Python compile${needed}`, async () => {
  const snippets = [...new Set(Object.values(FIXES))].map(
    (snippet = "") => `def f(self):\n${indented(snippet)}\n`,
  );
  const program =
    "import json, sys\nfor text in json.load(sys.stdin): compile(text, 'snippet', 'exec')\nprint('fine')";
  expect(await run(program, JSON.stringify(snippets))).toBe("fine\n");
});

test.skipIf(python === null)(`the line buffer is right wherever TCP cuts and joins${needed}`, async () => {
  const two = "TIME\r\nTIME\r\n";
  const conversations: readonly (readonly [chunks: readonly string[], times: number, unread: number])[] = [
    [["TI", "ME\r\n"], 1, 0],
    [["TIME\r", "\n"], 1, 0],
    [[..."TIME\r\n"], 1, 0],
    [[two], 2, 0],
    [["TIME\r\n".repeat(100)], 100, 0],
    [["TIME\r\nTI", "ME\r\n"], 2, 0],
    [["TIME\r\nQUIT\r\n"], 1, 0],
    [["QUIT\r\nTIME\r\n", "TIME\r\n"], 0, 1],
    [["TIME\n"], 0, 0],
    [["TIME\r"], 0, 0],
    [["TIME"], 0, 0],
    [["time\r\n"], 0, 0],
    [["HELLO\r\n", "\xff\xfe\xfd\r\n", `${"\0".repeat(64)}\r\n`, "TIME\r\n"], 1, 0],
    [Array(64).fill("A".repeat(1024)), 0, 62],
    ...Array.from(
      { length: two.length },
      (_, at) => [[two.slice(0, at), two.slice(at)].filter(Boolean), 2, 0] as const,
    ),
  ];
  const program = HARNESS.replace("SNIPPET", indented(indented(FIXES.lines)));
  const output = await run(program, JSON.stringify(conversations.map(([chunks]) => chunks)));
  expect(JSON.parse(output)).toEqual(conversations.map(([, times, unread]) => [times, true, unread]));
});
