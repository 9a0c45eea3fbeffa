/** The page's files: small, compressed, and sent again only after a change. */
import { expect, test } from "bun:test";
import { Assets, isAsset } from "../../../src/monitor/http/assets.ts";

const PATHS = ["/", "/page.js", "/page.css"] as const;
/** Limit of the whole page over the wire. */
const PAGE_BYTES = 120 * 1024;

const assets = new Assets();
const get = (path: (typeof PATHS)[number], headers: Record<string, string> = {}) =>
  assets.answer(path, new Request("http://127.0.0.1/", { headers }));

test("the whole page, compressed, is below 120 KiB", async () => {
  const sizes = await Promise.all(PATHS.map(async (path) => (await assets.get(path)).gzip.length));
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(PAGE_BYTES);
});

test.each(PATHS)("%s is compressed for clients that accept gzip, with the same content", async (path) => {
  const plain = await get(path);
  const packed = await get(path, { "accept-encoding": "br, gzip" });
  expect([plain.status, plain.headers.get("content-encoding")]).toEqual([200, null]);
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(Buffer.from(Bun.gunzipSync(await packed.arrayBuffer())).toString()).toBe(await plain.text());
});

test.each(PATHS)("%s is not sent again to a client that has it", async (path) => {
  const tag = (await get(path)).headers.get("etag") ?? "none";
  const again = await get(path, { "if-none-match": `W/${tag}, "another"` });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await get(path, { "if-none-match": '"another"' })).status).toBe(200);
});

test("the page loads only its own files, and has no inline script or style", async () => {
  const html = await (await get("/")).text();
  for (const [, path = ""] of html.matchAll(/(?:src|href)="([^"]*)"/g))
    expect(isAsset(path) || /^(data:|\/api\/v1\/)/.test(path)).toBe(true);
  expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\bstyle="|\bon\w+="/i);
});

test("only the page's own files are served", () => {
  for (const path of ["/main.tsx", "/page/../serve.ts", "/__proto__", "/page.js/"])
    expect(isAsset(path)).toBe(false);
});
