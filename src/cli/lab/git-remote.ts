/** The URL of git's remote `origin`, read as data: the folder may be a stranger's, and git runs programs that its config names. */
import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** A repository's config is a few hundred bytes. */
const MAX_BYTES = 1 << 20;

/** Undefined if the folder is in no repository, or git is missing, or there is no such remote. */
export function gitRemote(folder: string): string | undefined {
  const config = configOf(folder);
  if (config === undefined || Bun.which("git") === null) return undefined;
  // In the root folder git finds no repository, so it takes nothing from this config but the answer.
  const command = ["git", "config", "--file", config, "--no-includes", "--get", "remote.origin.url"];
  const { exitCode, stdout } = Bun.spawnSync(command, { cwd: "/", stdin: "ignore", stderr: "ignore" });
  return exitCode === 0 ? stdout.toString() : undefined;
}

/** The config of the repository that the folder is in. */
function configOf(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const git = join(at, ".git");
    const found = [git, linkedFrom(git, at)].flatMap((path) =>
      path === undefined ? [] : join(path, "config"),
    );
    const config = found.find(isSmallFile);
    if (config !== undefined || at === dirname(at)) return config;
  }
}

/** In a worktree or a submodule `.git` is a file that names the repository's folder (gitrepository-layout(5)). */
function linkedFrom(file: string, folder: string): string | undefined {
  const gitFolder = /^gitdir: (.+)$/m.exec(textOf(file))?.[1];
  if (gitFolder === undefined) return undefined;
  const own = resolve(folder, gitFolder);
  return resolve(own, textOf(join(own, "commondir")).trim());
}

function textOf(file: string): string {
  return isSmallFile(file) ? readFileSync(file, "utf8") : "";
}

function isSmallFile(file: string): boolean {
  try {
    const facts = statSync(file);
    return facts.isFile() && facts.size <= MAX_BYTES;
  } catch {
    return false; // missing, or not to be seen
  }
}
