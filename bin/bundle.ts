/** Whether the bundle in dist/ may be used: only while it, and every source it was made of, are as the build noted. */
import { readFileSync, statSync } from "node:fs";

export interface Made {
  /** The sources of the bundle, relative to the package's folder. */
  readonly files: readonly string[];
  /** Of the sources and of the bundle. The kernel sets a change time at every write, and no program can set it back. */
  readonly changeTimes: string;
  /** Of the same, for a copy of the folder, such as a container's image, in which every change time is new. */
  readonly hash: string;
}

export const MADE = "dist/made.json";
export const START = "dist/bin/start.js";
export const PROGRAM = "dist/src/cli/main.js";
export const THREAD = "dist/src/server/threads/worker.js";

/** @param dist while a build makes it, it has another name */
export function noteOf(root: string, files: readonly string[], dist = "dist"): Made {
  const all = [...files, ...[PROGRAM, THREAD].map((file) => file.replace("dist", dist))];
  return { files, changeTimes: changeTimesOf(root, all), hash: hashOf(root, all) };
}

/** Bytecode belongs to one build of Bun, and the bundle holds absolute paths. */
const placeOf = (root: string) => `${Bun.revision} ${root}`;

function changeTimesOf(root: string, files: readonly string[]): string {
  return `${placeOf(root)} ${files.map((file) => statSync(`${root}/${file}`).ctimeMs).join(" ")}`;
}

function hashOf(root: string, files: readonly string[]): string {
  const hash = files.reduce(
    (seed, file) => Bun.hash.wyhash(readFileSync(`${root}/${file}`), seed),
    Bun.hash.wyhash(placeOf(root)),
  );
  return hash.toString();
}

export function isCurrent(root: string): boolean {
  try {
    const { files, changeTimes, hash } = JSON.parse(readFileSync(`${root}/${MADE}`, "utf8")) as Made;
    const all = [...files, PROGRAM, THREAD];
    return changeTimes === changeTimesOf(root, all) || hash === hashOf(root, all);
  } catch {
    return false; // there is no bundle, or a file is missing
  }
}
