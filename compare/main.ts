/** `npm run compare`: runs the comparison, reports progress, writes the page and its pictures. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BadOption, readOptions, USAGE } from "./options.ts";
import { formatPage } from "./page/page.ts";
import { pictures } from "./page/pictures.ts";
import type { Run } from "./record.ts";
import { runComparison } from "./run.ts";

const DOCS = fileURLToPath(new URL("../docs", import.meta.url));

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(USAGE);
    return 0;
  }
  const options = readOptions(args, DOCS);
  const run =
    options.from === undefined
      ? await runComparison(options, (text) => console.error(`compare: ${text}`))
      : (JSON.parse(readFileSync(options.from, "utf8")) as Run);
  if (options.record !== undefined) writeFileSync(options.record, `${JSON.stringify(run)}\n`);
  const page = formatPage(run);
  for (const { title, debianPackage } of run.missing)
    console.error(`compare: ${title} is skipped: Debian's ${debianPackage} is not installed`);
  for (const failure of run.failures) console.error(`compare: failed: ${failure}`);
  if (options.out === undefined) console.log(page);
  else {
    const folder = join(options.out, "performance");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, svg] of Object.entries(pictures(run))) writeFileSync(join(folder, name), svg);
    writeFileSync(join(options.out, "performance.md"), page);
    console.error(`compare: ${join(options.out, "performance.md")}, after ${Math.round(run.seconds)} s`);
  }
  return run.failures.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadOption)) throw error;
  console.error(`compare: ${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
