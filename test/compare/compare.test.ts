/** The comparison's short form, end to end: whether it works, not what it measures. */
import { expect } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Run } from "../../compare/record.ts";
import { ROWS } from "../../compare/rows.ts";
import { needs } from "../end-to-end/support/needs.ts";

const MAIN = join(import.meta.dirname, "../../compare/main.ts");

/** What a complete record contains. */
const KEYS = {
  facts: "startedAt seconds note isShort rounds secondsARun machine peers missing failures",
  figures:
    "one defaults threads tail silentKib restMib startMs edges watched byConnections byPipelining jamBench",
} as const;

const withCompiler = needs("cc", "gcc");

withCompiler(
  "the short form measures everything on jam, the baseline, Redis and memcached, and writes the page with its pictures",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "jam-compare-test-"));
    try {
      const record = join(folder, "run.json");
      const running = Bun.spawn(
        [
          process.execPath,
          MAIN,
          "--short",
          "--peers",
          "jam,baseline,redis,memcached",
          "--seconds",
          "0.05",
          "--out",
          folder,
          "--record",
          record,
        ],
        { stdio: ["ignore", "ignore", "pipe"] },
      );
      const progress = await new Response(running.stderr).text();
      expect({ code: await running.exited, failed: progress.match(/failed.*/g) }).toEqual({
        code: 0,
        failed: null,
      });
      const run = JSON.parse(readFileSync(record, "utf8")) as Run;
      expect(Object.keys(run).sort()).toEqual(`${KEYS.facts} ${KEYS.figures}`.split(" ").sort());
      const small = ROWS.filter(({ connections }) => connections <= 1000);
      expect(Object.keys(run.one ?? {})).toEqual(small.map(({ name }) => name));
      for (const row of Object.values(run.one ?? {}))
        for (const [sample] of Object.values(row)) expect(sample).toMatchObject({ errors: 0 });
      expect(readFileSync(join(folder, "performance.md"), "utf8")).toContain("# Performance");
      expect(existsSync(join(folder, "performance/memory-by-pipelining.svg"))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  { timeout: 60_000, retry: 2 }, // on a machine that does something else, no reply may come within its 0.1 s
);
