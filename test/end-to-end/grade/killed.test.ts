import { expect, test } from "bun:test";
import { statSync } from "node:fs";
import { join } from "node:path";
import { Lines } from "../support/lines.ts";
import { until } from "../support/within.ts";
import { endsAtOnce, gradedIn, idOf, RIGHT, SmallClass, verdictsIn } from "./class.ts";
import { canIsolate } from "./judged.ts";

const MINUTES = 300_000;
const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
const JOBS = canIsolate ? ["--jobs", "2"] : [];

/** Seven end at once, and one is judged for some seconds. */
function eight(): SmallClass {
  const files = numbers.map((number) => [`${idOf(number)}/server.py`, endsAtOnce(String(number))]);
  return new SmallClass({ ...Object.fromEntries(files), [`${idOf(1)}/server.py`]: RIGHT });
}

test(
  "killed at any moment and started again, it continues, and judges nothing twice",
  async () => {
    using small = eight();
    using whole = eight();
    const journal = join(small.out, "journal.jsonl");
    const sizeOf = () => statSync(journal, { throwIfNoEntry: false })?.size ?? 0;
    let kills = 0;
    let exit: number | null = null;
    // It has to get somewhere in between: a kill comes at a random moment after the journal has grown.
    while (exit === null) {
      const child = Bun.spawn([...small.command(JOBS)], { stdio: ["ignore", "ignore", "ignore"] });
      const before = sizeOf();
      if (kills < 6) {
        await until(
          60,
          () => child.exitCode !== null || sizeOf() > before,
          () => "a line of the journal",
        );
        await Bun.sleep(Math.random() * 700);
        child.kill("SIGKILL");
        kills += 1;
      }
      await child.exited;
      exit = child.exitCode;
    }
    expect(exit).toBe(0);
    expect(kills).toBeGreaterThan(1);
    expect(
      gradedIn(small.out)
        .map(({ graded }) => graded.id)
        .sort(),
    ).toEqual(numbers.map(idOf));
    expect((await whole.grade()).exit).toBe(0);
    expect(verdictsIn(small.out)).toEqual(
      new Map([...verdictsIn(small.out)].map(([id]) => [id, verdictsIn(whole.out).get(id)])),
    );
  },
  MINUTES,
);

test(
  "Ctrl-C ends what runs, says how to continue, and exits with 130",
  async () => {
    using small = eight();
    const child = Bun.spawn([...small.command([...JOBS, "--again", "judge-error"])], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const lines = new Lines(child.stderr);
    await lines.waitFor((all) => all.find((line) => /^1\/8 /.test(line)), 60);
    child.kill("SIGINT");
    await child.exited;
    expect(child.exitCode).toBe(130);
    const [stopping, how] = lines.all.slice(-2);
    expect(stopping).toBe("Stopping: what runs is ended, what is done is kept.");
    const jobs = JOBS.length === 0 ? "--no-sandbox" : "--jobs 2";
    expect(how).toMatch(/^jam: \d of 8 submissions are done\. Continue: /);
    expect(how).toEndWith(`Continue: jam grade ${small.path} ${jobs}`);
    const before = gradedIn(small.out).length;
    expect((await small.grade(JOBS)).exit).toBe(0);
    expect(before).toBeLessThan(8);
    expect(gradedIn(small.out)).toHaveLength(8);
  },
  MINUTES,
);
