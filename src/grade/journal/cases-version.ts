/** Which cases judge: a hash of the checker's own sources, so that a changed case is never forgotten. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const CHECK = join(import.meta.dirname, "../../check");
/** They explain a verdict, or test the checker, and decide nothing. */
const DECIDES_NOTHING = /^(texts|reports|rogues)\/|^(self-test|compare-results)\.ts$/;

export function casesVersion(): string {
  const hash = createHash("sha256");
  const files = [...new Bun.Glob("**/*.ts").scanSync(CHECK)].filter((file) => !DECIDES_NOTHING.test(file));
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(join(CHECK, file)));
  return hash.digest("hex");
}
