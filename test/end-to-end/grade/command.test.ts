import { expect, test } from "bun:test";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../support/run-program.ts";
import { endsAtOnce, entriesIn, gradedIn, idOf, RIGHT, SmallClass, verdictsIn } from "./class.ts";
import { canIsolate } from "./judged.ts";

const MINUTES = 240_000;
const [ONE, TWO, THREE, FOUR, FIVE] = [1, 2, 3, 4, 5].map(idOf) as [string, string, string, string, string];

function mixedClass(): SmallClass {
  return new SmallClass({
    [`${ONE}/server.py`]: RIGHT,
    [`${TWO}/server.py`]: endsAtOnce("no"),
    [`${THREE}/main.c`]:
      "#include <sys/socket.h>\nint main() { bind(3, 0, 0); listen(3, 5); return oops; }\n",
    [`${FOUR}/notes.txt`]: "I was ill",
    [`${FIVE}/a/server.py`]: RIGHT,
    [`${FIVE}/b/server.py`]: `${RIGHT}# another one\n`,
  });
}

const STATES = [
  [ONE, "judged"],
  [TWO, "did-not-start"],
  [THREE, "did-not-build"],
  [FOUR, "cannot-read"],
  [FIVE, "undecided"],
] as const;

test("--plan shows what would run for each submission and why, and runs and keeps nothing", async () => {
  using small = mixedClass();
  const { exit, stdout } = await small.jam([small.path, "--plan"]);
  expect(stdout).toContain(
    `${ONE}\n  $ python3 server.py\n  server.py:42: listener.bind(("0.0.0.0", 45000))\n`,
  );
  expect(stdout).toContain(`${FIVE}: undecided\n`);
  expect(stdout).toContain(`${FOUR}: cannot-read\n`);
  expect(exit).toBe(1);
  expect(existsSync(small.out)).toBe(false);
  const { stdout: json } = await small.jam([small.path, "--plan", "--json"]);
  const plans: readonly { id: string; state: string | null; command: readonly string[] }[] = JSON.parse(json);
  expect(plans.map(({ id, state }) => [id, state])).toEqual([
    [ONE, null],
    [TWO, null],
    [THREE, null],
    [FOUR, "cannot-read"],
    [FIVE, "undecided"],
  ]);
  expect(plans[0]?.command).toEqual(["python3", "server.py"]);
});

test("a table of grade.toml that fits no submission is named, with the nearest id", async () => {
  using small = mixedClass();
  small.write({ "grade.toml": `[student."${ONE}1"]\nport = 5000\n` }, small.root);
  const { exit, stderr } = await small.jam([small.path, "--plan", "--config", small.file("grade.toml")]);
  expect(stderr).toBe(
    `${small.file("grade.toml")}: [student."${ONE}1"] fits no submission. Did you mean ${ONE}?\n`,
  );
  expect(exit).toBe(1);
});

test(
  "each submission gets a grade or a state; a second run judges nothing, and changed content is judged again",
  async () => {
    using small = mixedClass();
    const first = await small.grade(["--json"]);
    expect([first.exit, first.stderr]).toEqual([1, expect.stringContaining("undecided remain")]);
    const summary: { students: { id: string; state: string; points: number | null }[] } = JSON.parse(
      first.stdout,
    );
    expect(summary.students.map(({ id, state }) => [id, state])).toEqual(STATES.map(([...pair]) => pair));
    expect(summary.students[0]?.points).toBeGreaterThan(0);
    expect(gradedIn(small.out)).toHaveLength(5);
    const byId = new Map(gradedIn(small.out).map((entry) => [entry.graded.id, entry]));
    expect(byId.get(TWO)?.graded.outcome).toMatchObject({ result: { notJudged: { why: "exited" } } });
    expect(byId.get(THREE)?.graded.outcome).toMatchObject({ output: expect.stringContaining("oops") });
    expect(byId.get(ONE)?.judging).toMatchObject({ tries: expect.any(Number) });

    const second = await small.grade();
    expect([second.exit, second.stdout]).toEqual([1, expect.stringContaining("5 submissions:\n")]);
    expect(gradedIn(small.out)).toHaveLength(5);

    small.write({ [`${TWO}/server.py`]: RIGHT });
    small.write({ "grade.toml": `[student."${FIVE}"]\nserver = "a/server.py"\n` }, small.root);
    const third = await small.grade(["--config", small.file("grade.toml")]);
    expect(third.exit).toBe(0);
    const judgedAgain = gradedIn(small.out).slice(5);
    expect(judgedAgain.map(({ graded }) => [graded.id, graded.outcome.state]).sort()).toEqual([
      [TWO, "judged"],
      [FIVE, "judged"],
    ]);
    expect(existsSync(join(small.out, "unpacked"))).toBe(false);
  },
  MINUTES,
);

test(
  "--again repeats one state or one id, and refuses a name that is neither",
  async () => {
    using small = new SmallClass({
      [`${ONE}/server.py`]: endsAtOnce("one"),
      [`${TWO}/server.py`]: endsAtOnce("two"),
      [`${THREE}/notes.txt`]: "ill",
    });
    expect((await small.grade()).exit).toBe(0);
    expect((await small.grade(["--again", ONE])).exit).toBe(0);
    const again = gradedIn(small.out).slice(3);
    expect(again.map(({ graded }) => graded.id)).toEqual([ONE]);
    await small.grade(["--again", "did-not-start"]);
    expect(gradedIn(small.out)).toHaveLength(6);
    const wrong = await small.grade(["--again", "did-not-strat"]);
    expect([wrong.exit, wrong.stderr]).toEqual([2, expect.stringContaining("Did you mean did-not-start?")]);
    expect(gradedIn(small.out)).toHaveLength(6);
  },
  MINUTES,
);

test(
  "other weights and another time limit are judged again, a late deadline and a roster are not",
  async () => {
    using small = new SmallClass({ [`${ONE}/server.py`]: endsAtOnce("one") });
    small.write(
      { "weights.toml": "connect = 1\n", "roster.csv": `id,name\n${ONE},Ani\n${TWO},Budi\n` },
      small.root,
    );
    await small.grade();
    await small.grade(["--deadline", "2020-01-01T00:00:00Z", "--roster", small.file("roster.csv")]);
    expect(gradedIn(small.out).map(({ graded }) => [graded.id, graded.outcome.state])).toEqual([
      [ONE, "did-not-start"],
      [TWO, "not-submitted"],
    ]);
    await small.grade(["--weights", small.file("weights.toml")]);
    expect(gradedIn(small.out).map(({ graded }) => graded.id)).toEqual([ONE, TWO, ONE]);
  },
  MINUTES,
);

test(
  "a line that a crash tore is ignored, and its submission is judged again",
  async () => {
    using small = new SmallClass({ [`${ONE}/server.py`]: endsAtOnce("one") });
    await small.grade();
    const [, graded] = readFileSync(join(small.out, "journal.jsonl"), "utf8").split("\n");
    small.write({ [`${TWO}/server.py`]: endsAtOnce("two") });
    appendFileSync(join(small.out, "journal.jsonl"), graded?.slice(0, 200) ?? "");
    expect((await small.grade()).exit).toBe(0);
    expect(gradedIn(small.out).map(({ graded }) => graded.id)).toEqual([ONE, TWO]);
    expect(entriesIn(small.out).filter(({ kind }) => kind === "run")).toHaveLength(2);
    expect([...verdictsIn(small.out).keys()]).toEqual([ONE, TWO]);
  },
  MINUTES,
);

test(
  "what is wrong on the command line or in grade.toml is a usage error of one line",
  async () => {
    using small = new SmallClass({ [`${ONE}/server.py`]: RIGHT });
    small.write({ "grade.toml": "port = 45000\nserverr = 1\n", "empty.csv": "\n" }, small.root);
    const cases = [
      [[], "missing class"],
      [["/nowhere"], "/nowhere: no such file or folder"],
      [[small.path, "other"], "unexpected argument other"],
      [[small.path, "--config", small.file("grade.toml")], "grade.toml, line 2: there is no key"],
      [[small.path, "--shard", "0/3"], "--shard must be such as 3/10"],
      [[small.path, "--jobs", "0"], "--jobs must be a whole number from 1"],
      [[small.path, "--jobs", "4", "--no-sandbox"], "--jobs needs the sandbox"],
      [[small.path, "--deadline", "2026-05-20"], "--deadline must be a time with its offset"],
      [[small.path, "--id-pattern", "("], "--id-pattern is wrong"],
      [[small.path, "--roster", small.file("empty.csv")], "empty.csv: no id in it"],
      [[small.path, "--out", small.path], "--out must be another folder"],
      [[small.path, "--moodle", "/nowhere.csv"], "/nowhere.csv"],
      [["merge", "--out", small.out, small.path], "is no result folder"],
      [["merge", small.path], "--out is missing"],
      [["diff", small.path], "give two result folders"],
    ] as const;
    const ended = await Promise.all(cases.map(([args]) => small.jam(args)));
    expect(
      ended.map(({ exit, stderr }, index) => [exit, stderr.includes(cases[index]?.[1] ?? "?") || stderr]),
    ).toEqual(cases.map(() => [2, true]));
    expect(ended.filter(({ stderr }) => stderr.trim().split("\n").length !== 1)).toEqual([]);
    expect(existsSync(small.out)).toBe(false);
  },
  MINUTES,
);

test(
  "two runs at once never write one journal",
  async () => {
    using small = new SmallClass({ [`${ONE}/server.py`]: RIGHT });
    const both = await Promise.all([small.grade(), small.grade()]);
    expect(both.map(({ exit }) => exit).sort()).toEqual([0, 3]);
    expect(both.find(({ exit }) => exit === 3)?.stderr).toContain("another jam grade is writing");
    expect(gradedIn(small.out)).toHaveLength(1);
  },
  MINUTES,
);

const WITHOUT_NAMESPACES = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"';

test.skipIf(!canIsolate)(
  "where no sandbox works it exits with what to enable, and --no-sandbox must be given (needs namespaces to lose)",
  async () => {
    using small = new SmallClass({ [`${ONE}/notes.txt`]: "ill" });
    const here = ["unshare", "--user", "--map-root-user", "sh", "-c", WITHOUT_NAMESPACES, "sh"];
    const none = await runProgram([...here, ...small.command()]);
    expect([none.exit, none.stderr]).toEqual([
      3,
      expect.stringContaining("no sandbox works on this machine:"),
    ]);
    expect(none.stderr).toContain("--no-sandbox");
    const open = await runProgram([...here, ...small.command(["--no-sandbox"])]);
    expect([open.exit, open.stderr]).toEqual([0, expect.stringContaining("1 at once")]);
  },
);
