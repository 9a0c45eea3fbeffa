import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { JAM } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";
import { idOf, RIGHT, SmallClass, verdictsIn } from "./class.ts";
import { canIsolate } from "./judged.ts";

const MINUTES = 400_000;
const EXAMPLES = join(import.meta.dirname, "../../../examples/class/submissions");
const BY_CHUNK = readFileSync(join(EXAMPLES, "5025211002_Budi/server.py"), "utf8");
const BY_EVENTS = readFileSync(join(EXAMPLES, "5025211005_Eko/server_select.py"), "utf8");
/** Two of each; a comment makes them different submissions. */
const SERVERS = [RIGHT, BY_CHUNK, BY_EVENTS].flatMap((text) => [text, `${text}# second\n`]);

/** Ids of the cases that failed, by the check alone on this machine's own port. */
async function failedAlone(file: string): Promise<readonly string[]> {
  // A network namespace, because other tests may use port 45000.
  const inside = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
  const user = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const check = [JAM, "check", "--json", "--", "python3", file];
  const { stdout } = await runProgram(["unshare", ...user, "--net", ...inside, ...check], { seconds: 120 });
  const cases: Readonly<Record<string, { verdict: string }>> = JSON.parse(stdout).cases;
  return Object.keys(cases).filter((id) => cases[id]?.verdict !== "pass");
}

test.skipIf(!canIsolate)(
  "verdicts are the same with one job and with sixteen, and those of jam check alone (needs Debian's bubblewrap)",
  async () => {
    const files = SERVERS.map((text, index) => [`${idOf(index + 1)}/server.py`, text]);
    using small = new SmallClass(Object.fromEntries(files));
    const [one, sixteen] = [small.file("one"), small.file("sixteen")];
    expect((await small.grade(["--jobs", "16", "--out", sixteen])).exit).toBe(0);
    expect((await small.grade(["--jobs", "1", "--out", one])).exit).toBe(0);
    const verdicts = verdictsIn(one);
    expect(new Map([...verdictsIn(sixteen)].sort())).toEqual(new Map([...verdicts].sort()));
    const alone = await Promise.all(
      [1, 3, 5].map((number) => failedAlone(join(small.path, idOf(number), "server.py"))),
    );
    for (const [index, failed] of alone.entries()) {
      const lines = verdicts.get(idOf(2 * index + 1));
      const graded = (Array.isArray(lines) ? lines : []).flatMap(
        (line) => /^(\S+): (?!pass)/.exec(String(line))?.[1] ?? [],
      );
      expect(graded).toEqual([...failed]);
    }
  },
  MINUTES,
);
