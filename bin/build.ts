/** Bundles `jam serve` and its thread, with their bytecode, into dist/, unless the bundle there is current. */
import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isCurrent, MADE, noteOf, THREAD } from "./bundle.ts";

const root = join(import.meta.dirname, "..");

/** The kernel stamps files with its coarse clock, which is up to a tick late: 10 ms at most. */
const CLOCK_TICK_MS = 10;

/** In a folder of its own, which then takes the place of dist/: no start reads a file that is half written. */
async function build(): Promise<void> {
  const startedAt = Date.now() + 1;
  await Bun.sleep(CLOCK_TICK_MS + 2); // what is written from now on has a later time, what was written before has not
  const made = `dist.${process.pid}`; // git and Biome ignore dist.*
  try {
    const { metafile } = await Bun.build({
      entrypoints: ["bin/start.ts", "src/cli/main.ts", "src/server/threads/worker.ts"].map((file) =>
        join(root, file),
      ),
      root,
      outdir: join(root, made),
      naming: "[dir]/[name].[ext]",
      target: "bun",
      format: "cjs", // the only format that Bun makes bytecode of
      bytecode: true,
      sourcemap: "linked",
      external: ["pino", "smol-toml"], // loaded later, or not at all; looking for a package takes a millisecond
      minify: { whitespace: true, syntax: true }, // loaded code stays in memory
      define: { BUNDLED_THREAD: JSON.stringify(join(root, THREAD)) },
      metafile: true,
      plugins: [{ name: "serve alone", setup: leaveOtherCommands }],
    });
    const bundled = Object.keys(metafile?.inputs ?? {}).map((file) =>
      relative(root, join(process.cwd(), file)),
    );
    const files = [...bundled, "bin/build.ts"];
    if (files.some((file) => statSync(join(root, file)).ctimeMs >= startedAt))
      throw new Error("a source changed during the build");
    writeFileSync(join(root, MADE.replace("dist", made)), JSON.stringify(noteOf(root, files, made)));
    replaceDist(made);
  } finally {
    rmSync(join(root, made), { recursive: true, force: true });
  }
}

/** A rename replaces no folder that holds files, so the old one is renamed first. Of two builds at once, one succeeds. */
function replaceDist(made: string): void {
  const old = `${made}.old`;
  const move = (from: string, to: string) => {
    try {
      renameSync(join(root, from), join(root, to));
    } catch {
      // dist/ is missing, or another build has just made it
    }
  };
  move("dist", old);
  move(made, "dist");
  rmSync(join(root, old), { recursive: true, force: true });
}

/** Other commands start from their sources. */
function leaveOtherCommands(build: Bun.PluginBuilder): void {
  build.onResolve({ filter: /^\.\/.*\.ts$/ }, ({ path, importer, kind }) => {
    const isOther =
      importer.endsWith("/cli/commands.ts") && kind === "dynamic-import" && path !== "./serve/serve.ts";
    return isOther ? { path, external: true } : undefined;
  });
}

if (!isCurrent(root)) {
  await build().catch((error: unknown) => {
    const reasons = error instanceof AggregateError ? error.errors : [error];
    console.error(
      `jam: no bundle was made, jam serve starts slower, from its sources: ${reasons.join("; ")}`,
    );
  });
}
