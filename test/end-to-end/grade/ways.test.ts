/** The whole command on real servers where it has less than root has: as an ordinary user, and without a sandbox. */
import { expect, test } from "bun:test";
import { chownSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { JAM } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";
import { endsAtOnce, gradedIn, idOf, RIGHT, SmallClass, verdictsIn } from "./class.ts";
import { canIsolate } from "./judged.ts";

const MINUTES = 240_000;
const OTHER_USER = 65_534;
const isRoot = process.getuid?.() === 0;
const [ONE, TWO, THREE] = [1, 2, 3].map(idOf) as [string, string, string];
const BY_CHUNK = readFileSync(
  join(import.meta.dirname, "../../../examples/class/submissions/5025211002_Budi/server.py"),
  "utf8",
);
/** Only in a sandbox of its own is this the first process, and its environment all there is to see. */
const LOOKS = `import os, sys
sys.exit(f"{os.getuid()} {os.path.exists('/home')} {os.path.exists('/proc/1/environ')}")
`;

function realClass(): SmallClass {
  return new SmallClass({
    [`${ONE}/server.py`]: RIGHT,
    [`${TWO}/server.py`]: BY_CHUNK,
    [`${THREE}/server.py`]: endsAtOnce("no").replace(
      'import socket, sys\nsys.exit("no")\n',
      `import socket\n${LOOKS}`,
    ),
  });
}

function expectFair(
  small: SmallClass,
  ended: { readonly exit: number | null; readonly stderr: string },
): void {
  expect([ended.exit, ended.stderr]).toEqual([0, ended.stderr]);
  const states = gradedIn(small.out).map(({ graded }) => [graded.id, graded.outcome.state]);
  expect(states.sort()).toEqual([
    [ONE, "judged"],
    [TWO, "judged"],
    [THREE, "did-not-start"],
  ]);
  const [grade, ...verdicts] = verdictsIn(small.out).get(ONE) as readonly unknown[];
  expect([grade, verdicts.filter((each) => !String(each).endsWith("pass"))]).toEqual([1, []]);
  const ofSecond = verdictsIn(small.out).get(TWO);
  expect(ofSecond).toContain("pipelined-two: fail");
  expect(ofSecond).toContain("time-reply: pass");
}

function lastOutputOf(small: SmallClass, id: string): string {
  const outcome = gradedIn(small.out).find(({ graded }) => graded.id === id)?.graded.outcome;
  return JSON.stringify(outcome);
}

test.skipIf(!canIsolate)(
  "an ordinary user grades a class in a sandbox made of her own namespaces (needs Debian's bubblewrap, and user namespaces)",
  async () => {
    using small = realClass();
    chownSync(small.root, isRoot ? OTHER_USER : statSync(small.root).uid, -1);
    const asUser = isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
    const ended = await runProgram([...asUser, JAM, "grade", small.path], {
      ...{ seconds: 200, cwd: "/", env: { LANG: "C", HOME: "/nonexistent", PATH: "/usr/bin:/bin" } },
    });
    expect(ended.stderr).toMatch(
      /Sandbox: bubblewrap \(user\), memory by (watched|cgroup-v\d), processes by (rlimit|cgroup-v\d)\./,
    );
    expectFair(small, ended);
    expect(lastOutputOf(small, THREE)).toContain("1000 False True");
    const owners = readdirSync(small.out).map((name) => statSync(join(small.out, name)).uid);
    expect([...new Set(owners)]).toEqual([isRoot ? OTHER_USER : (process.getuid?.() ?? -1)]);
    expect(readdirSync(small.out)).toContain("class.html");
  },
  MINUTES,
);

test.skipIf(!canIsolate)(
  "--no-sandbox judges real servers one at a time, on the port of this machine (needs namespaces, for a port of its own)",
  async () => {
    using small = realClass();
    const user = isRoot ? [] : ["--user", "--map-root-user"];
    const inside = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
    const ended = await runProgram(
      ["unshare", ...user, "--net", ...inside, JAM, "grade", small.path, "--no-sandbox"],
      { seconds: 200, env: { LANG: "C" } },
    );
    expect(ended.stderr).toContain("1 at once, because without a sandbox one server at a time has the port.");
    expect(ended.stderr).toContain("Sandbox: no sandbox: as your own user.");
    expectFair(small, ended);
    const runs = gradedIn(small.out).map(({ judging }) => judging?.jobs);
    expect(new Set(runs)).toEqual(new Set([1]));
  },
  MINUTES,
);
