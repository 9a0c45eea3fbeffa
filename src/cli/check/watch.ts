/** `jam check --watch`: checks a command again when its files change; prints what to fix first, and what changed. */
import { existsSync, watch } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { compareResults } from "../../check/compare-results.ts";
import { firstToFix } from "../../check/reports/terminal/first-to-fix.ts";
import type { CheckResult } from "../../check/result.ts";
import { textsOf } from "../../check/texts/index.ts";
import { visibleText } from "../../text/visible.ts";
import { CommandError, EXIT } from "../exit.ts";
import { painterFor } from "../terminal/color.ts";
import { writeErr } from "../terminal/stderr.ts";
import type { CheckValues } from "./flags.ts";
import { checkOnce, type Judged } from "./once.ts";
import { labelled, labellingOf, writeReports } from "./reports.ts";

/** Editors write a file in several steps. */
const SETTLE_MS = 200;

/** Runs until it is interrupted. */
export async function watchCheck(
  judged: Judged,
  chosen: readonly string[],
  values: CheckValues,
): Promise<number> {
  const { words } = textsOf(values.lang);
  const labelling = labellingOf(values, chosen);
  let before: CheckResult | undefined;
  let isInterrupted = false;
  const changes = watchFiles(judged.command ?? []);
  process.once("SIGINT", () => {
    isInterrupted = true;
    changes.close();
  });
  while (!isInterrupted) {
    try {
      const result = labelled(await checkOnce(judged, chosen, values), labelling);
      if (result.isInterrupted) break;
      writeReports(result, values);
      // Why a server did not start is explained already, and it has no cases to compare.
      if (result.notJudged === undefined) {
        show(result, before, values);
        before = result;
      }
    } catch (error) {
      // A server that cannot be started now may start after the next change.
      if (!(error instanceof CommandError)) throw error;
      writeErr(`jam: ${visibleText(error.message)}`);
    }
    writeErr(words.waitingForChange);
    await changes.next();
  }
  changes.close();
  return EXIT.good;
}

function show(result: CheckResult, before: CheckResult | undefined, { lang }: CheckValues): void {
  const paint = painterFor(process.stdout);
  const catalogue = textsOf(lang);
  const lines = [firstToFix(result, catalogue, lang, paint, process.stdout.columns)];
  // If the server ended, its stderr helps more than the cases.
  const lastWords = result.process?.stderr ?? "";
  if (lastWords !== "") lines.push(`${catalogue.words.stderr}:\n${visibleText(lastWords)}`);
  if (before !== undefined) {
    const { better, worse } = compareResults(before, result);
    if (better.length > 0) lines.push(`${paint.green(catalogue.words.better)}: ${better.join(", ")}`);
    if (worse.length > 0) lines.push(`${paint.red(catalogue.words.worse)}: ${worse.join(", ")}`);
    if (better.length + worse.length === 0) lines.push(catalogue.words.unchanged);
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}

interface Changes {
  /** Resolves when a file has changed since the last time, or all was closed. */
  next(): Promise<void>;
  close(): void;
}

/** Watches the folders of the files that the command names, for files of their kinds. */
function watchFiles(command: readonly string[]): Changes {
  const files = command.map((argument) => resolve(argument)).filter(existsSync);
  const folders = new Set(files.length === 0 ? [process.cwd()] : files.map((file) => dirname(file)));
  const kinds = new Set(files.map(extname));
  let changed = Promise.withResolvers<void>();
  let timer: Timer | undefined;
  /** A change during a check is kept until the next call of `next`. */
  let isDue = false;
  const watchers = [...folders].map((folder) =>
    watch(folder, (_, name) => {
      if (name !== null && kinds.size > 0 && !kinds.has(extname(name))) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        isDue = true;
        changed.resolve();
      }, SETTLE_MS);
    }),
  );
  return {
    async next() {
      if (!isDue) await changed.promise;
      isDue = false;
      changed = Promise.withResolvers();
    },
    close() {
      for (const watcher of watchers) watcher.close();
      isDue = true;
      changed.resolve();
    },
  };
}
