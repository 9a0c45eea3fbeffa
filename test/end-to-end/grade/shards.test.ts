import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Lines } from "../support/lines.ts";
import { endsAtOnce, gradedIn, idOf, RIGHT, SANDBOX, SmallClass, verdictsIn } from "./class.ts";

const MINUTES = 300_000;
const numbers = [1, 2, 3, 4, 5, 6];

test(
  "a class that shards grade, one of them killed, is merged, finished and equal to a single run",
  async () => {
    const files = numbers.map((number) => [`${idOf(number)}/server.py`, endsAtOnce(String(number))]);
    using small = new SmallClass({ ...Object.fromEntries(files), [`${idOf(5)}/server.py`]: RIGHT });
    const shardOf = (index: number) => small.file(`class.graded-${index}-of-3`);
    const merged = small.file("merged");
    const merge = () => small.jam(["merge", ...[1, 2, 3].map(shardOf), "--out", merged]);

    for (const index of [1, 3]) expect((await small.grade(["--shard", `${index}/3`])).exit).toBe(0);
    // The second one has two submissions, of which one takes some seconds.
    const killed = Bun.spawn([...small.command(["--shard", "2/3"])], { stdio: ["ignore", "ignore", "pipe"] });
    await new Lines(killed.stderr).waitFor((all) => all.find((line) => line.startsWith("1/2 ")), 100);
    killed.kill("SIGKILL");
    await killed.exited;
    expect(
      gradedIn(shardOf(1))
        .map(({ graded }) => graded.id)
        .sort(),
    ).toEqual([idOf(1), idOf(4)]);
    const done = gradedIn(shardOf(2)).map(({ graded }) => graded.id);
    expect(done).toHaveLength(1);

    const early = await merge();
    const missing = [idOf(2), idOf(5)].filter((id) => !done.includes(id));
    expect([early.exit, early.stderr]).toEqual([
      1,
      expect.stringContaining(`shard 2/3 is missing ${missing}.`),
    ]);
    expect(early.stdout).toContain("5 submissions:");
    expect((await small.grade(["--shard", "2/3"])).exit).toBe(0);
    expect((await merge()).exit).toBe(0);
    expect(existsSync(join(merged, "class.html"))).toBe(true);

    expect((await small.grade()).exit).toBe(0);
    expect(verdictsIn(merged).size).toBe(6);
    for (const [id, verdicts] of verdictsIn(small.out))
      expect([id, verdictsIn(merged).get(id)]).toEqual([id, verdicts]);
    // What is merged is as good as graded here: nothing is judged again.
    const lines = gradedIn(merged).length;
    expect((await small.jam([small.path, "--out", merged, ...SANDBOX])).exit).toBe(0);
    expect(gradedIn(merged)).toHaveLength(lines);

    const { exit, stdout } = await small.jam(["diff", merged, small.out, "--json"]);
    expect([exit, JSON.parse(stdout)]).toEqual([0, { changed: [], unchanged: 6 }]);
  },
  MINUTES,
);

test(
  "results of two classes are not merged",
  async () => {
    using one = new SmallClass({ [`${idOf(1)}/notes.txt`]: "ill" });
    using two = new SmallClass({ [`${idOf(2)}/notes.txt`]: "ill" });
    await Promise.all([one.grade(), two.grade()]);
    const { exit, stderr } = await one.jam(["merge", one.out, two.out, "--out", one.file("merged")]);
    expect([exit, stderr]).toEqual([2, expect.stringContaining("are results of different classes")]);
    expect(existsSync(one.file("merged"))).toBe(false);
  },
  MINUTES,
);
