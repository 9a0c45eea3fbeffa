/** Whether this machine has the programs that a plan runs: one that is missing is no student's fault. */
import type { Plan } from "../plan.ts";

const PACKAGES: Readonly<Record<string, string>> = {
  python3: "python3",
  node: "nodejs",
  java: "default-jdk-headless",
  javac: "default-jdk-headless",
  go: "golang-go",
  cc: "gcc libc6-dev",
  gcc: "gcc libc6-dev",
  "c++": "g++",
  "g++": "g++",
  make: "make",
  cmake: "cmake",
  php: "php-cli",
  ruby: "ruby",
};

/**
 * @param path PATH, as submissions see it
 * @returns what to do about the first that is missing
 */
export function missingProgram({ build, command }: Pick<Plan, "build" | "command">, path: string) {
  const names = [...build, command].map(([name = ""]) => name).filter((name) => !name.includes("/"));
  const missing = names.find((name) => Bun.which(name, { PATH: path }) === null);
  if (missing === undefined) return undefined;
  const debian = PACKAGES[missing];
  const install = debian === undefined ? "" : `: apt install ${debian}`;
  return `${missing} is not in ${path}, where submissions find programs${install}`;
}
