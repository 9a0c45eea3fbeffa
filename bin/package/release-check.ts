/** `npm run release:check`: makes every package, tests what can run here, and prints the sizes. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildExecutable, computed, TARGETS, type Target, THIS_MACHINE } from "../executable-build.ts";
import { buildDeb } from "./deb.ts";

const root = join(import.meta.dirname, "../..");
const out = join(root, "build");
mkdirSync(out, { recursive: true });

const made: string[] = [];
const results = await computed();
for (const target of TARGETS) made.push(await buildExecutable(target, out, results));
const linux: readonly (readonly [Target, "x64" | "aarch64"])[] = [
  ["linux-x64", "x64"],
  ["linux-aarch64", "aarch64"],
];
if (Bun.which("dpkg-deb") === null) console.log("no .deb: dpkg-deb is missing (Debian's dpkg)");
else
  for (const [target, architecture] of linux) {
    const executable = made[TARGETS.indexOf(target)] ?? "";
    made.push(await buildDeb({ executable, architecture, out }));
  }

for (const file of made)
  console.log(`${(statSync(file).size / 2 ** 20).toFixed(1).padStart(7)} MiB  ${file}`);
console.log(`not run here: ${TARGETS.filter((target) => target !== THIS_MACHINE).join(", ")}`);

const engine = ["podman", "docker"].find((name) => Bun.which(name) !== null);
if (engine === undefined) console.log("no image: neither podman nor docker is installed");
else await Bun.$`${engine} build --tag jam --file Containerfile .`.cwd(root);

const tests = Bun.spawn(
  [join(root, "bin/bun"), "test", "--timeout", "60000", "test/package", "test/end-to-end/package"],
  {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  },
);
process.exit(await tests.exited);
