/** Builds jam as one executable for each platform: `npm run build:binary -- [TARGET…]`; without one, for this machine. */
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import packageJson from "../package.json" with { type: "json" };
import { casesVersion } from "../src/grade/journal/cases-version.ts";
import { pageScript } from "../src/grade/results/page/page-script.ts";
import { PAGE_FILES, pageFile } from "../src/monitor/http/page-files.ts";

const root = join(import.meta.dirname, "..");

/** Of npm's packages @oven/bun-TARGET, which hold Bun for each platform. */
const TARGETS = ["linux-x64", "linux-aarch64", "darwin-x64", "darwin-aarch64", "windows-x64"] as const;
type Target = (typeof TARGETS)[number];

/** The command line, and the threads: each must be an entry of its own. */
const ENTRIES = ["bin/executable-main.ts", "src/server/threads/worker.ts", "src/bench/thread.ts"];

/** It has a binary of its own for each platform; without it a report is Markdown. */
const EXTERNAL = ["@myriaddreamin/typst-ts-node-compiler"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", default: join(root, "build") } },
});

/** What sources make when they run, and the executable, which has none, must have: replaces modules by their results. */
async function computed(): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for (const path of PAGE_FILES) files[path] = Buffer.from(await pageFile(path)).toString("base64");
  return {
    "src/monitor/http/page-files.ts": `
      const FILES = ${JSON.stringify(files)};
      export const PAGE_FILES = Object.keys(FILES);
      export const pageFile = async (path) => new Uint8Array(Buffer.from(FILES[path], "base64"));`,
    "src/grade/results/page/page-script.ts": `
      export const pageScript = async () => ${JSON.stringify(await pageScript())};`,
    "src/grade/journal/cases-version.ts": `
      export const casesVersion = () => ${JSON.stringify(casesVersion())};`,
  };
}

/** Bun for the platform: this machine's own, or from npm, whose integrity the lock file holds. */
async function runtimeOf(target: Target): Promise<string> {
  const name = target.startsWith("windows") ? "bun.exe" : "bun";
  const own = join(root, "node_modules/bun/bin/bun.exe");
  if (target === thisMachine() && existsSync(own)) return own;
  const folder = join(root, "node_modules/.cache/jam", `bun-${target}-${packageJson.dependencies.bun}`);
  const runtime = join(folder, "package/bin", name);
  if (existsSync(runtime)) return runtime;
  mkdirSync(folder, { recursive: true });
  const spec = `@oven/bun-${target}@${packageJson.dependencies.bun}`;
  const [{ filename = "" } = {}] = JSON.parse(
    await Bun.$`npm pack --json --pack-destination ${folder} ${spec}`.quiet().text(),
  ) as readonly { readonly filename?: string }[];
  await Bun.$`tar -xzf ${join(folder, filename)} -C ${folder}`;
  rmSync(join(folder, filename));
  return runtime;
}

function thisMachine(): string {
  return `${process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}`;
}

async function build(target: Target, results: Readonly<Record<string, string>>): Promise<string> {
  const outfile = join(
    values.out,
    `jam-${packageJson.version}-${target}${target.startsWith("windows") ? ".exe" : ""}`,
  );
  const made = await Bun.build({
    entrypoints: ENTRIES.map((file) => join(root, file)),
    root,
    target: "bun",
    external: EXTERNAL,
    minify: { whitespace: true, syntax: true },
    sourcemap: "none",
    define: { IN_EXECUTABLE: "true" },
    compile: {
      target: `bun-${target.replace("aarch64", "arm64")}` as Bun.Build.CompileTarget,
      executablePath: await runtimeOf(target),
      outfile,
      // The current folder may be a stranger's, as in bin/jam.
      autoloadDotenv: false,
      autoloadBunfig: false,
      autoloadTsconfig: false,
      autoloadPackageJson: false,
    },
    plugins: [
      {
        name: "results in place of sources",
        setup(bundler) {
          bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = results[path.slice(root.length + 1)];
            return contents === undefined ? undefined : { contents, loader: "js" };
          });
        },
      },
    ],
  });
  if (!made.success) throw new AggregateError(made.logs, `no executable was made for ${target}`);
  return outfile;
}

const targets = positionals.length === 0 ? [thisMachine()] : positionals;
const unknown = targets.find((target) => !(TARGETS as readonly string[]).includes(target));
if (unknown !== undefined) throw new Error(`${unknown} is not one of ${TARGETS.join(", ")}`);
mkdirSync(values.out, { recursive: true });
const results = await computed();
for (const target of targets as Target[]) {
  const file = await build(target, results);
  console.log(`${file}  ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB`);
}
