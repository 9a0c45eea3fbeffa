/** A copy of examples/ in a temporary folder, where each language is built at most once. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../support/run-program.ts";
import type { Example } from "./programs.ts";

const ROOT = join(import.meta.dirname, "../../..");

export class Built implements Disposable {
  readonly #root = mkdtempSync(join(tmpdir(), "jam-examples-"));
  readonly #built = new Map<string, Promise<string>>();

  constructor() {
    cpSync(join(ROOT, "examples"), join(this.#root, "examples"), { recursive: true });
  }

  /** @returns its folder, after its build commands */
  folderOf(example: Example): Promise<string> {
    const before = this.#built.get(example.folder);
    const built = before ?? this.#build(example);
    this.#built.set(example.folder, built);
    return built;
  }

  async #build({ folder, build }: Example): Promise<string> {
    const cwd = join(this.#root, "examples", folder);
    for (const command of build) await run(command.split(" "), cwd);
    if (folder === "typescript") await this.#buildClient();
    return cwd;
  }

  /** As `npm run build:client` does, in a place of its own: other tests build the package too. */
  async #buildClient(): Promise<void> {
    const client = join(ROOT, "packages/jam-client");
    const place = join(this.#root, "node_modules/jam-client");
    mkdirSync(place, { recursive: true });
    cpSync(join(client, "package.json"), join(place, "package.json"));
    const tsc = join(ROOT, "node_modules/.bin/tsc");
    await run([tsc, "-p", client, "--outDir", join(place, "dist")], ROOT);
  }

  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

async function run(command: readonly string[], cwd: string): Promise<void> {
  const env = { LC_ALL: "C.UTF-8", GO111MODULE: "off" };
  const { exit, stdout, stderr } = await runProgram(command, { cwd, env, seconds: 120 });
  if (exit !== 0) throw new Error(`${command.join(" ")}: ${stdout}${stderr}`);
}

/** A command of an example as its words, with the project's own Bun. */
export function wordsOf(command: string): readonly string[] {
  return command.replace("../../bin/bun", join(ROOT, "bin/bun")).split(" ");
}

/** Whether what builds and starts an example is installed; Bun comes with the project. */
export function isThere({ build, server }: Example): boolean {
  const tools = [...build, server].map((command) => command.split(" ")[0] ?? "");
  return tools.every((tool) => tool.startsWith(".") || Bun.which(tool) !== null);
}
