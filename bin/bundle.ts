/** Whether the bundle in dist/ may be used: only while it, and every source it was made of, hash to what the build noted. */
import { readFileSync } from "node:fs";

export interface Made {
  /** The sources of the bundle, relative to the package's folder. */
  readonly files: readonly string[];
  /** Of the sources and of the bundle. */
  readonly hash: string;
}

export const MADE = "dist/made.json";
export const START = "dist/bin/start.js";
export const PROGRAM = "dist/src/cli/main.js";
export const THREAD = "dist/src/server/threads/worker.js";

/** Bytecode belongs to one build of Bun, and the bundle holds absolute paths. @param dist while a build makes it, it has another name */
export function hashOf(root: string, files: readonly string[], dist = "dist"): string {
  const bundle = [PROGRAM, THREAD].map((file) => file.replace("dist", dist));
  const hash = [...files, ...bundle].reduce(
    (seed, file) => Bun.hash.wyhash(readFileSync(`${root}/${file}`), seed),
    Bun.hash.wyhash(`${Bun.revision} ${root}`),
  );
  return hash.toString();
}

export function isCurrent(root: string): boolean {
  try {
    const { files, hash } = JSON.parse(readFileSync(`${root}/${MADE}`, "utf8")) as Made;
    return hash === hashOf(root, files);
  } catch {
    return false; // there is no bundle, or a file is missing
  }
}
