/** A Moodle ZIP of thirty, hostile and broken ones among them, graded twice. */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Entry, makeArchive } from "../../grade/submissions/class-maker.ts";
import { JAM } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";
import { endsAtOnce, idOf, RIGHT, SmallClass, verdictsIn } from "./class.ts";
import { canIsolate } from "./judged.ts";

const MINUTES = 500_000;
const EXAMPLES = join(import.meta.dirname, "../../../examples/class/submissions");
const example = (path: string) => readFileSync(join(EXAMPLES, path), "utf8");
const BY_CHUNK = example("5025211002_Budi/server.py");

/** Kills all that it can reach, and then is a right server. */
const KILLS = `import os, signal
for target in (-1, 1, os.getppid()):
    try: os.kill(target, signal.SIGKILL)
    except OSError: pass
${RIGHT}`;
/** Takes all processes that it is given, and never listens. */
const FORKS = `import os, socket, time
try:
    for _ in range(5000):
        if os.fork() == 0: time.sleep(60)
except OSError: pass
os._exit(1)
s = socket.socket(); s.bind(("", 45000)); s.listen()
`;

type Files = Readonly<Record<string, string>>;

/** By what is expected of them. */
const KINDS: readonly (readonly [count: number, state: string, files: (note: string) => Files])[] = [
  [3, "1", (note) => ({ "server.py": `${RIGHT}# ${note}\n` })],
  [2, "0.75", (note) => ({ "server.py": `${BY_CHUNK}# ${note}\n` })],
  [7, "did-not-start", (note) => ({ "server.py": endsAtOnce(note) })],
  [2, "did-not-build", (note) => ({ "server.c": `${example("5025211003_Citra/server.c")}/* ${note} */\n` })],
  [4, "no-server-found", (note) => ({ "client.py": `${example("5025211004_Dewi/client.py")}# ${note}\n` })],
  [4, "undecided", (note) => ({ "a.py": RIGHT, "b.py": `${RIGHT}# ${note}\n` })],
  [3, "cannot-read", (note) => ({ "link.txt": `https://example.org/${note}\n` })],
  [1, "cannot-read", () => ({ "tugas.zip": "PK\u0003\u0004 cut off" })],
  [1, "cannot-read", () => ({ "tugas.rar": "Rar!\u001a\u0007\u0000 and more" })],
  [1, "cannot-read", () => ({ "server.py": "" })],
  [1, "1", () => ({ "server.py": KILLS })],
  [1, "did-not-start", () => ({ "server.py": FORKS })],
];

function entriesOf(): { readonly entries: readonly Entry[]; readonly expected: ReadonlyMap<string, string> } {
  const entries: Entry[] = [];
  const expected = new Map<string, string>();
  for (const [count, state, files] of KINDS) {
    for (let left = count; left > 0; left--) {
      const id = idOf(expected.size + 1);
      expected.set(id, state);
      for (const [path, text] of Object.entries(files(id)))
        entries.push({ name: `Mahasiswa ${id}_${7000 + expected.size}_assignsubmission_file/${path}`, text });
    }
  }
  return { entries, expected };
}

test.skipIf(!canIsolate)(
  "a ZIP of thirty, two hostile and three broken, is graded twice with equal results (needs Debian's bubblewrap and gcc)",
  async () => {
    using small = new SmallClass({});
    const { entries, expected } = entriesOf();
    expect(expected.size).toBe(30);
    const zip = makeArchive(small.file("Tugas 2 (kelas B).zip"), "zip", entries);
    const outs = [small.file("first"), small.file("second")] as const;
    for (const out of outs) {
      const { exit, stderr } = await runProgram([JAM, "grade", zip, "--out", out], {
        seconds: 240,
        env: { LANG: "C" },
      });
      expect([exit, stderr]).toEqual([1, expect.stringContaining("undecided remain")]);
    }
    const [first, second] = outs.map((out) => new Map([...verdictsIn(out)].sort()));
    expect(second).toEqual(first);
    const found = [...(first ?? [])].map(([id, what]) => [id, Array.isArray(what) ? `${what[0]}` : what]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    const { exit, stdout } = await small.jam(["diff", ...outs]);
    expect([exit, stdout]).toEqual([0, stdout]);
  },
  MINUTES,
);
