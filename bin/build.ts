/** Bundles `jam serve` and its thread, with their bytecode, into dist/, unless the bundle there is current. */
import { rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { hashOf, isCurrent, MADE, type Made, PROGRAM, THREAD } from "./bundle.ts";

const root = join(import.meta.dirname, "..");
const sources = [...new Bun.Glob("{src,bin}/**").scanSync(root), "package.json"];

/** The note of what was bundled is removed first and written last: a start in between uses the sources. */
async function build(): Promise<void> {
  rmSync(join(root, MADE), { force: true });
  const before = hashOf(root, sources);
  const { metafile } = await Bun.build({
    entrypoints: ["bin/start.ts", "src/cli/main.ts", "src/server/threads/worker.ts"].map((file) =>
      join(root, file),
    ),
    root,
    outdir: join(root, "dist"),
    naming: "[dir]/[name].[ext]",
    target: "bun",
    format: "cjs", // the only format that Bun makes bytecode of
    bytecode: true,
    sourcemap: "linked",
    packages: "external",
    minify: { whitespace: true, syntax: true }, // loaded code stays in memory
    define: { BUNDLED_THREAD: JSON.stringify(join(root, THREAD)) },
    metafile: true,
    plugins: [{ name: "serve alone", setup: leaveOtherCommands }],
  });
  const bundled = Object.keys(metafile?.inputs ?? {}).map((file) =>
    relative(root, join(process.cwd(), file)),
  );
  const files = [...bundled, "bin/build.ts", PROGRAM, THREAD];
  const made: Made = { files, hash: hashOf(root, files) };
  if (hashOf(root, sources) !== before) throw new Error("a source changed during the build");
  writeFileSync(join(root, MADE), JSON.stringify(made));
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
