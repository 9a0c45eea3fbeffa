/** The executables for Linux, of which packages are made: the architectures, and the file that build:binary has made. */
import { existsSync, statSync } from "node:fs";
import { executableFile, THIS_MACHINE } from "../executable-build.ts";

/** A target of build:binary → the name of its architecture in Debian and in container images. */
export const ARCHITECTURES = { "linux-x64": "amd64", "linux-aarch64": "arm64" } as const;
export type LinuxTarget = keyof typeof ARCHITECTURES;
export const LINUX_TARGETS: readonly LinuxTarget[] = ["linux-x64", "linux-aarch64"];

export interface LinuxExecutable {
  readonly target: LinuxTarget;
  readonly executable: string;
}

/** @param out where build:binary puts it @returns the one of this version @throws {Error} if it is not there */
export function builtExecutable(name: string, out: string): LinuxExecutable {
  const target = LINUX_TARGETS.find((known) => known === name);
  if (target === undefined) throw new Error(`${name} is not one of ${LINUX_TARGETS.join(", ")}`);
  const executable = executableFile(target, out);
  if (existsSync(executable)) return { target, executable };
  throw new Error(`${executable} is missing: npm run build:binary -- ${target} makes it`);
}

/** A script's work: a package for each target in its arguments, or for this machine. */
export async function packageEach(
  out: string,
  build: (executable: LinuxExecutable) => Promise<string>,
): Promise<void> {
  const asked = process.argv.slice(2);
  try {
    for (const target of asked.length === 0 ? [THIS_MACHINE] : asked)
      console.log(await build(builtExecutable(target, out)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** `FILE  1.5 MiB` */
export function withSize(file: string, bytes = statSync(file).size): string {
  return `${file}  ${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
