/** Submissions judged without `jam grade`: one after the other is built, and checked by `jam check`. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const LIMIT_MS = 400_000;
/** Other programs of this machine may have port 45000. */
const APART = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"];

/** What `jam grade --plan --json` states of one. */
export interface Planned {
  readonly id: string;
  readonly folder: string;
  readonly build: readonly (readonly string[])[];
  readonly command: readonly string[];
}

export interface Alone {
  readonly seconds: number;
  /** By case; empty if nothing was judged. */
  readonly verdicts: Readonly<Record<string, string>>;
}

export async function checkAlone(jam: string, submission: string, planned: Planned): Promise<Alone> {
  const scratch = mkdtempSync(join(tmpdir(), "jam-alone-"));
  const cwd = join(scratch, planned.folder);
  try {
    cpSync(submission, scratch, { recursive: true });
    const from = performance.now();
    for (const command of planned.build) await run(command, cwd);
    const network = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
    const check = [join(jam, "bin/jam"), "check", "--json", "--", ...planned.command];
    const text = await run(["unshare", ...network, "--net", ...APART, ...check], cwd);
    return { seconds: (performance.now() - from) / 1000, verdicts: verdictsIn(text) };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function run(command: readonly string[], cwd: string): Promise<string> {
  const child = Bun.spawn([...command], {
    ...{ cwd, stdin: "ignore", stdout: "pipe", stderr: "ignore" },
    timeout: LIMIT_MS,
  });
  return child.stdout.text();
}

function verdictsIn(text: string): Readonly<Record<string, string>> {
  try {
    const { cases } = JSON.parse(text) as { cases: Readonly<Record<string, { readonly verdict: string }>> };
    return Object.fromEntries(Object.entries(cases).map(([id, { verdict }]) => [id, verdict]));
  } catch {
    return {};
  }
}
