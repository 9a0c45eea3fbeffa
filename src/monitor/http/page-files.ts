/** The page's files, bundled from its sources. The executable has them ready in place of this module; see bin/executable-build.ts. */
import { fileURLToPath } from "node:url";

const PAGE = new URL("../page/", import.meta.url);

const BUNDLED = { "/page.js": "main.tsx", "/page.css": "style.css" } as const;

export const PAGE_FILES = ["/", "/page.js", "/page.css"] as const;

/** @throws {Error} if the page cannot be bundled, for example because a package is missing */
export async function pageFile(path: (typeof PAGE_FILES)[number]): Promise<Uint8Array<ArrayBuffer>> {
  if (path === "/") return Bun.file(new URL("index.html", PAGE)).bytes();
  const { outputs } = await Bun.build({
    entrypoints: [fileURLToPath(new URL(BUNDLED[path], PAGE))],
    target: "browser",
    tsconfig: fileURLToPath(new URL("tsconfig.json", PAGE)), // none of a project that jam is installed in
    minify: true,
  });
  const [output] = outputs;
  if (output === undefined) throw new Error(`the bundler made nothing for ${path}`);
  return new Uint8Array(await output.arrayBuffer());
}
