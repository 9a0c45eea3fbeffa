/** `npm run compare:class`: how fast `jam grade` is, beside `jam check` of this and of other checkouts one after the other. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkAlone, type Planned } from "./alone.ts";
import { gradeClass, plansOf, type Run } from "./graded.ts";
import { makeClass } from "./make-class.ts";

const USAGE = `Usage: npm run compare:class -- [FLAGS]

Makes a class (40 % servers of the gallery, 40 % natural mistakes in five languages, 20 % right ones), grades it, and
checks a sample of it one after the other.

  --size N           submissions (100)
  --runs N           how often the class is graded (1)
  --jobs N           for jam grade (its default)
  --sample N         check every N-th alone (7); 0: none
  --offset N         and begin with this one (0)
  --jam NAME=FOLDER  also check with another installed checkout; may be repeated
  --make FOLDER      only write the class to this folder`;

const HERE = join(import.meta.dirname, "../..");

const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    size: { type: "string", default: "100" },
    runs: { type: "string", default: "1" },
    jobs: { type: "string" },
    sample: { type: "string", default: "7" },
    offset: { type: "string", default: "0" },
    jam: { type: "string", multiple: true, default: [] },
    make: { type: "string" },
  },
});

/** By the shape that must be the same in all runs: states, and what failed. */
function shapeOf({ verdicts }: Run): string {
  const lines = [...verdicts].map(([id, { state, of }]) => `${id} ${state} ${failedIn(of).join(" ")}`);
  return lines.sort().join("\n");
}

/** What was not tried is no verdict to compare. */
function failedIn(of: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(of).filter((id) => of[id] === "fail");
}

async function grade(folder: string, root: string): Promise<Run> {
  const runs: Run[] = [];
  for (let number = 0; number < Number(values.runs); number++) {
    const flags = values.jobs === undefined ? [] : ["--jobs", values.jobs];
    const run = await gradeClass(folder, join(root, `out-${number}`), flags);
    const { seconds, cpuSeconds, peakMib, means, again } = run;
    console.log(
      `graded ${values.size} in ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of processor time, ${again} again, ${peakMib.toFixed(0)} MiB (${means})`,
    );
    runs.push(run);
    for (const line of differences(shapeOf(runs[0] ?? run), shapeOf(run)))
      console.log(`other verdict: ${line}`);
  }
  const [first] = runs;
  if (first === undefined) throw new Error("--runs must be at least 1");
  return first;
}

function differences(one: string, other: string): readonly string[] {
  const before = new Set(one.split("\n"));
  return other.split("\n").filter((line) => !before.has(line));
}

async function checkSample(folder: string, plans: ReadonlyMap<string, Planned>, graded: Run): Promise<void> {
  const every = Number(values.sample);
  if (every === 0) return;
  const jams = [["this", HERE], ...values.jam.map((text) => text.split("=", 2))];
  const sums = new Map<string, number>();
  const sample = [...plans.values()].filter((_, index) => index % every === Number(values.offset));
  for (const plan of sample) {
    const known = graded.verdicts.get(plan.id)?.of ?? {};
    for (const [name = "", jam = ""] of jams) {
      const { seconds, verdicts } = await checkAlone(resolve(jam), join(folder, plan.id), plan);
      sums.set(name, (sums.get(name) ?? 0) + seconds);
      const isOwn = name === "this";
      const other = Object.keys(verdicts).filter(
        (id) => isOwn && (verdicts[id] === "fail") !== (known[id] === "fail"),
      );
      const note = other.length === 0 ? "" : `, other verdicts than graded: ${other.join(" ")}`;
      console.log(`${plan.id} ${plan.command.join(" ")} ${name}: ${seconds.toFixed(1)} s${note}`);
    }
  }
  const each = graded.seconds / graded.verdicts.size;
  for (const [name, sum] of sums) {
    const alone = sum / sample.length;
    console.log(
      `jam check (${name}), one after the other: ${alone.toFixed(2)} s each of ${sample.length}; graded: ${each.toFixed(2)} s each; ratio ${(alone / each).toFixed(1)}`,
    );
  }
}

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE);
  if (values.make !== undefined) return void (await makeClass(values.make, Number(values.size)));
  const root = mkdtempSync(join(tmpdir(), "jam-compare-class-"));
  try {
    const folder = join(root, "class");
    mkdirSync(folder);
    await makeClass(folder, Number(values.size));
    const plans = await plansOf(folder);
    await checkSample(folder, plans, await grade(folder, root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

await main();
