/** `npm run release:check`: makes every package, prints the sizes, and tests what can run here. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildExecutable, computed, executableFile, TARGETS, THIS_MACHINE } from "../executable-build.ts";
import { buildDeb } from "./deb.ts";
import { buildOwnImage } from "./image.ts";
import { LINUX_TARGETS, withSize } from "./linux-executable.ts";

const TESTS = ["test/package", "test/end-to-end/package", "test/end-to-end/systemd"];

const root = join(import.meta.dirname, "../..");
const out = join(root, "build");
mkdirSync(out, { recursive: true });

const missing: string[] = [];
async function make(what: () => Promise<string>): Promise<void> {
  try {
    console.log(await what());
  } catch (error) {
    missing.push(error instanceof Error ? error.message : String(error));
  }
}

const results = await computed();
for (const target of TARGETS) await make(async () => withSize(await buildExecutable(target, out, results)));
for (const target of LINUX_TARGETS) {
  const executable = executableFile(target, out);
  await make(async () => withSize(await buildDeb({ executable, target, out })));
  await make(() => buildOwnImage({ executable, target }));
}
console.log(`not run here: ${TARGETS.filter((target) => target !== THIS_MACHINE).join(", ")}`);

const tests = Bun.spawn([join(root, "bin/bun"), "test", "--timeout", "60000", ...TESTS], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
});
const failed = await tests.exited;
for (const what of missing) console.log(`not made: ${what}`);
process.exit(failed === 0 && missing.length > 0 ? 3 : failed);
