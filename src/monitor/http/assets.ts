/** The page's files: bundled at the first request, then kept, with gzip and an ETag of their content. */
// Bun's HTML imports (1.4.5) are no replacement: their routes bypass the guard, and send no CSP and no gzip.
import { createHash } from "node:crypto";
import { pageFile } from "./page-files.ts";
import { reply } from "./replies.ts";

const TYPES = {
  "/": "text/html; charset=utf-8",
  "/page.js": "text/javascript; charset=utf-8",
  "/page.css": "text/css; charset=utf-8",
} as const;

type Path = keyof typeof TYPES;

interface Asset {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
  readonly tag: string;
}

export function isAsset(path: string): path is Path {
  return Object.hasOwn(TYPES, path);
}

export class Assets {
  readonly #made = new Map<Path, Promise<Asset>>();

  /** @throws {Error} if the page cannot be bundled, for example because a package is missing */
  async answer(path: Path, request: Request): Promise<Response> {
    const { plain, gzip, tag } = await this.get(path);
    // A browser keeps it and revalidates it each time.
    const headers = { etag: tag, vary: "accept-encoding", "cache-control": "no-cache" };
    if (request.headers.get("if-none-match")?.includes(tag)) return reply(304, TYPES[path], null, headers);
    const takesGzip = /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
    if (!takesGzip) return reply(200, TYPES[path], plain, headers);
    return reply(200, TYPES[path], gzip, { ...headers, "content-encoding": "gzip" });
  }

  get(path: Path): Promise<Asset> {
    const known = this.#made.get(path);
    if (known !== undefined) return known;
    const made = pageFile(path).then(toAsset);
    this.#made.set(path, made);
    made.catch(() => this.#made.delete(path)); // so that the next request tries again
    return made;
  }
}

function toAsset(plain: Uint8Array<ArrayBuffer>): Asset {
  const tag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  return { plain, gzip: Bun.gzipSync(plain, { level: 9 }), tag };
}
