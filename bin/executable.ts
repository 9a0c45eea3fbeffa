/** Builds jam as one executable for each platform: `npm run build:binary -- [TARGET…]`; without one, for this machine. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildExecutable, computed, TARGETS, type Target, THIS_MACHINE } from "./executable-build.ts";

const out = join(import.meta.dirname, "../build");

const asked = process.argv.slice(2);
const targets = (asked.length === 0 ? [THIS_MACHINE] : asked).map((name): Target => {
  const target = TARGETS.find((known) => known === name);
  if (target === undefined) throw new Error(`${name} is not one of ${TARGETS.join(", ")}`);
  return target;
});
mkdirSync(out, { recursive: true });
const results = await computed();
for (const target of targets) {
  const file = await buildExecutable(target, out, results);
  console.log(`${file}  ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB`);
}
