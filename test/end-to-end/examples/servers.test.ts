/** The servers of examples/: a right one passes every case and a short bench, a half-right one fails exactly what its page lists. */
import { afterAll, expect, test } from "bun:test";
import { JAM } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";
import { Built, isThere, wordsOf } from "./built.ts";
import { EXAMPLES } from "./programs.ts";

const built = new Built();
afterAll(() => built[Symbol.dispose]());

/** A machine that is busy with other tests may spoil the cases that measure time. */
const SECONDS = { timeout: 240_000, retry: 2 };

for (const [index, example] of EXAMPLES.entries()) {
  const { title, server, naive, fails, debianPackage } = example;
  const make = test.concurrent.skipIf(!isThere(example));
  const port = 22_300 + 2 * index;

  make(
    `${title}: the right server passes every case, and answers under load (needs Debian's ${debianPackage})`,
    async () => {
      const cwd = await built.folderOf(example);
      const command = [...wordsOf(server), String(port)];
      expect(await notPassed(command, port, cwd)).toEqual([]);
      const load = ["--requests", "500", "--connections", "8", "--warmup", "0s", "--quiet"];
      const bench = [JAM, "bench", ...load, "--expect", "errors=0", "--port", String(port), "--", ...command];
      const { exit, stdout, stderr } = await runProgram(bench, { cwd, seconds: 60 });
      expect([exit, stdout, stderr]).toEqual([0, stdout, stderr]);
    },
    SECONDS,
  );

  make(
    `${title}: the half-right server fails exactly the cases of its list (needs Debian's ${debianPackage})`,
    async () => {
      const cwd = await built.folderOf(example);
      const command = [...wordsOf(naive), String(port + 1)];
      expect(await notPassed(command, port + 1, cwd)).toEqual([...fails]);
    },
    SECONDS,
  );
}

async function notPassed(command: readonly string[], port: number, cwd: string): Promise<readonly string[]> {
  const check = [JAM, "check", "--json", "--start-timeout", "40s", "--port", String(port), "--", ...command];
  const { stdout, stderr } = await runProgram(check, { cwd, seconds: 200 });
  if (!stdout.startsWith("{")) throw new Error(stderr);
  const { cases } = JSON.parse(stdout) as { cases: Record<string, { verdict: string }> };
  return Object.entries(cases).flatMap(([id, { verdict }]) => (verdict === "pass" ? [] : [id]));
}
