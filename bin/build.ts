/** Bundles `jam serve` and its thread into dist/, with their bytecode, unless that is done: it starts in two thirds of the time so. */
import { chmodSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { isFresh, lookAt, MADE } from "./bundle.ts";

const root = join(import.meta.dirname, "..");
const target = join(root, "dist");
const thread = "src/server/threads/worker";

/** What makes a bundle old besides the sources: its bytecode is of one version of the runtime. */
const ALSO = ["package-lock.json", "bin/build.ts"];

/** A start meanwhile finds the old bundle whole, the new one, or none. */
async function build(): Promise<void> {
  const at = Date.now();
  const built = mkdtempSync(`${target}.`);
  const old = `${built}.old`;
  try {
    chmodSync(built, 0o755); // others may start what one has built
    const { metafile } = await Bun.build({
      entrypoints: ["bin/start.ts", "src/cli/main.ts", `${thread}.ts`].map((file) => join(root, file)),
      root,
      outdir: built,
      naming: "[dir]/[name].[ext]",
      target: "bun",
      format: "cjs", // bytecode is made of no other
      bytecode: true,
      sourcemap: "linked",
      packages: "external",
      minify: { whitespace: true, syntax: true }, // what is loaded stays in memory
      define: { BUNDLED_THREAD: JSON.stringify(join(target, `${thread}.js`)) },
      metafile: true,
      plugins: [{ name: "serve alone", setup: leaveOthers }],
    });
    const bundled = Object.keys(metafile?.inputs ?? {}).map((file) =>
      relative(root, join(process.cwd(), file)),
    );
    const inputs = [...ALSO, ...bundled].sort().map((name) => [name, lookAt(join(root, name))] as const);
    if (inputs.some(([, look]) => look === undefined || look.changed >= at))
      throw new Error("a source changed meanwhile");
    const made = { root, inputs: Object.fromEntries(inputs) };
    await Bun.write(join(built, MADE), JSON.stringify(made));
    rename(target, old, "ENOENT"); // there was none
    rename(built, target, "ENOTEMPTY"); // another build was quicker
  } finally {
    for (const folder of [built, old]) rmSync(folder, { recursive: true, force: true });
  }
}

function rename(from: string, to: string, unless: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== unless) throw error;
  }
}

/** Other commands start from their sources. */
function leaveOthers(build: Bun.PluginBuilder): void {
  build.onResolve({ filter: /^\.\/.*\.ts$/ }, ({ path, importer, kind }) => {
    const isOther =
      importer.endsWith("/cli/commands.ts") && kind === "dynamic-import" && path !== "./serve/serve.ts";
    return isOther ? { path, external: true } : undefined;
  });
}

if (!isFresh(root)) {
  await build().catch((error: unknown) => {
    const reasons = error instanceof AggregateError ? error.errors.map(placed) : [error];
    console.error(
      `jam: no bundle was made, so it starts from its sources, which takes longer: ${reasons.join("; ")}`,
    );
  });
}

function placed(error: BuildMessage): string {
  const { position } = error;
  return position === null
    ? error.message
    : `${position.file}:${position.line}:${position.column}: ${error.message}`;
}
