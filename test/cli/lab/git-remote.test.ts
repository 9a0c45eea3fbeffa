/** The remote of a repository, read from its config without running what that config names. */
import { afterAll, expect } from "bun:test";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitRemote } from "../../../src/cli/lab/git-remote.ts";
import { needs } from "../../end-to-end/support/needs.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-remote-"));
afterAll(() => rmSync(folder, { recursive: true }));

const URL_ = "https://example.org/a/b.git";
const withGit = needs("git", "git");

function git(cwd: string, ...args: readonly string[]): void {
  const { exitCode, stderr } = Bun.spawnSync(["git", "-c", "user.name=a", "-c", "user.email=a@b", ...args], {
    cwd,
  });
  if (exitCode !== 0) throw new Error(stderr.toString());
}

function repository(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  git(path, "init", "--quiet");
  git(path, "remote", "add", "origin", URL_);
  return path;
}

withGit("it is found from the repository's folder and from one below it", async () => {
  const path = repository("plain");
  mkdirSync(join(path, "deep", "er"), { recursive: true });
  expect([path, join(path, "deep", "er")].map((at) => gitRemote(at)?.trim())).toEqual([URL_, URL_]);
});

withGit("it is found in a worktree", async () => {
  const path = repository("main");
  git(path, "commit", "--quiet", "--allow-empty", "-m", "x");
  git(path, "worktree", "add", "--quiet", "../tree");
  expect(gitRemote(join(folder, "tree"))?.trim()).toBe(URL_);
});

withGit("without a repository, a remote, or a config that git can read, there is none", async () => {
  const empty = join(folder, "empty");
  mkdirSync(empty);
  const broken = repository("broken");
  writeFileSync(join(broken, ".git", "config"), "[remote\n");
  const piped = join(folder, "piped");
  mkdirSync(join(piped, ".git"), { recursive: true });
  Bun.spawnSync(["mkfifo", join(piped, ".git", "config")]); // reading it would wait for ever
  for (const path of [empty, broken, piped]) expect(gitRemote(path)).toBeUndefined();
});

withGit("nothing that the config names is run or read", async () => {
  const path = repository("stranger");
  const marker = join(folder, "marker");
  const program = join(folder, "program");
  writeFileSync(program, `#!/bin/sh\ntouch '${marker}'\n`, { mode: 0o755 });
  for (const name of ["core.fsmonitor", "core.sshCommand", "core.pager", "pager.config", "core.editor"])
    git(path, "config", name, program);
  git(path, "config", "core.hooksPath", folder);
  const included = join(folder, "included");
  writeFileSync(included, '[remote "origin"]\n\turl = https://example.org/included\n');
  git(path, "config", "include.path", included);
  expect(gitRemote(path)?.trim()).toBe(URL_);
  expect(existsSync(marker)).toBe(false);
});
