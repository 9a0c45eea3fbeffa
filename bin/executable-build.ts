/** jam as one executable: the runtime of a platform, with all of jam's programs inside. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { casesVersion } from "../src/grade/journal/cases-version.ts";
import { pageScript } from "../src/grade/results/page/page-script.ts";
import { PAGE_FILES, pageFile } from "../src/monitor/http/page-files.ts";

const root = join(import.meta.dirname, "..");

/** Of npm's packages @oven/bun-TARGET, which hold Bun for each platform. */
export const TARGETS = ["linux-x64", "linux-aarch64", "darwin-x64", "darwin-aarch64", "windows-x64"] as const;
export type Target = (typeof TARGETS)[number];

export const THIS_MACHINE = `${process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}`;

/** The command line, and the threads: each must be an entry of its own. */
const ENTRIES = ["bin/executable-main.ts", "src/server/threads/worker.ts", "src/bench/thread.ts"];

/** It has a binary of its own for each platform; without it a report is Markdown. */
const EXTERNAL = ["@myriaddreamin/typst-ts-node-compiler"];

/** What sources make when they run, and the executable, which has none, must have: replaces modules by their results. */
export async function computed(): Promise<Readonly<Record<string, string>>> {
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

/** Bun for the platform: this machine's own, or npm's, if it has the integrity that the lock file names. */
async function runtimeOf(target: Target): Promise<string> {
  const name = target.startsWith("windows") ? "bun.exe" : "bun";
  const own = join(root, "node_modules/bun/bin/bun.exe");
  if (target === THIS_MACHINE && existsSync(own)) return own;
  const folder = join(root, "node_modules/.cache/jam", `bun-${target}-${packageJson.dependencies.bun}`);
  const runtime = join(folder, "package/bin", name);
  if (existsSync(runtime)) return runtime;
  mkdirSync(folder, { recursive: true });
  const spec = `@oven/bun-${target}@${packageJson.dependencies.bun}`;
  const [{ filename = "" } = {}] = JSON.parse(
    await Bun.$`npm pack --json --pack-destination ${folder} ${spec}`.quiet().text(),
  ) as readonly { readonly filename?: string }[];
  const hash = createHash("sha512")
    .update(readFileSync(join(folder, filename)))
    .digest("base64");
  if (`sha512-${hash}` !== lockedIntegrity(`@oven/bun-${target}`))
    throw new Error(`${spec} from the registry is not the package that the lock file names`);
  await Bun.$`tar -xzf ${join(folder, filename)} -C ${folder}`;
  rmSync(join(folder, filename));
  return runtime;
}

function lockedIntegrity(name: string): string | undefined {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
  };
  return packages[`node_modules/${name}`]?.integrity;
}

/** @param out the folder in which it is made @returns its file */
export function executableFile(target: Target, out: string): string {
  const ending = target.startsWith("windows") ? ".exe" : "";
  return join(out, `jam-${packageJson.version}-${target}${ending}`);
}

/** @param out the folder in which it is made @param results of `computed` @returns its file */
export async function buildExecutable(
  target: Target,
  out: string,
  results: Readonly<Record<string, string>>,
): Promise<string> {
  const outfile = executableFile(target, out);
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
