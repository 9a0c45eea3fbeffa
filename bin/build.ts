/** Bundles `jam serve` and its thread into dist/, with their bytecode: it starts in two thirds of the time so. */
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");
const source = join(root, "src");
const target = join(root, "dist");

/** What makes a bundle old besides the sources: its bytecode is of one version of the runtime. */
const ALSO = ["package-lock.json", "bin/build.ts"];

// Built beside it, so that a start meanwhile finds either the old one or the new one whole.
const built = `${target}.${process.pid}`;
try {
  mkdirSync(built);
  const { metafile } = await Bun.build({
    entrypoints: [join(source, "cli/main.ts"), join(source, "server/thread.ts")],
    root: source,
    outdir: built,
    target: "bun",
    format: "cjs", // bytecode is made of no other
    bytecode: true,
    sourcemap: "linked",
    packages: "external",
    minify: { whitespace: true, syntax: true }, // what is loaded stays in memory
    metafile: true,
    plugins: [{ name: "serve alone", setup: bundleServe }],
  });
  const bundled = Object.keys(metafile?.inputs ?? {}).map((file) =>
    relative(root, join(process.cwd(), file)),
  );
  await Bun.write(
    join(built, "inputs.sh"),
    shell({ built_in: root, inputs: [...ALSO, ...bundled].join("\n") }),
  );
  rmSync(target, { recursive: true, force: true });
  renameSync(built, target);
} catch (error) {
  console.error(`jam: no bundle was made, so it starts from its sources, which takes longer: ${error}`);
  process.exitCode = 1;
} finally {
  rmSync(built, { recursive: true, force: true });
}

/** Other commands are started from their sources. So is `import.meta.url` that of a source: the page stands there. */
function bundleServe(build: Bun.PluginBuilder): void {
  build.onResolve({ filter: /^\.\/.*\.ts$/ }, ({ path, importer, kind }) => {
    const isOther =
      importer.endsWith("/cli/commands.ts") && kind === "dynamic-import" && path !== "./serve.ts";
    return isOther ? { path, external: true } : undefined;
  });
  build.onLoad({ filter: /\/src\/server\/spare-thread\.ts$/ }, async ({ path }) => ({
    loader: "ts",
    contents: (await Bun.file(path).text()).replace('"./thread.ts"', '"../../dist/server/thread.js"'),
  }));
}

function shell(variables: Readonly<Record<string, string>>): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join("");
}
