/** `jam lab shell`: the user's shell on a host of the lab, with a prompt that names the host. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isExecutable } from "../../proc/own-program.ts";
import { EXIT, UsageError } from "../exit.ts";
import { readArguments } from "../flags/flags.ts";
import { paragraph } from "../flags/help.ts";
import { attach } from "./attach.ts";
import prompt from "./prompt.bash" with { type: "text" };
import { checkHost, runningLab } from "./running-lab.ts";
import type { Subcommand } from "./subcommand.ts";

const HELP = `Usage: jam lab shell HOST

${paragraph(`Opens $SHELL on HOST. Leave it with Ctrl-D or "exit".`)}`;

/** Bash reads this file instead of ~/.bashrc, which the file itself then reads. */
function bashPrompt(): string {
  if (!isExecutable) return fileURLToPath(new URL("./prompt.bash", import.meta.url));
  const file = join(mkdtempSync(join(tmpdir(), "jam-shell-")), "prompt.bash");
  writeFileSync(file, prompt);
  return file;
}

async function run(args: readonly string[]): Promise<number> {
  const { wantsHelp, positionals, rest } = readArguments(args, {});
  if (wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  const [host, ...tooMuch] = [...positionals, ...(rest ?? [])];
  if (host === undefined || tooMuch.length > 0) {
    throw new UsageError(
      "one host is needed: jam lab shell mesin2. To run a command there: jam lab exec mesin2 -- COMMAND",
    );
  }
  const lab = runningLab();
  checkHost(lab, host);
  const shell = process.env["SHELL"] || (Bun.which("bash") ?? "/bin/sh");
  const command = basename(shell) === "bash" ? [shell, "--rcfile", bashPrompt()] : [shell];
  return await attach(lab, host, command, { PS1: `${host}:$PWD$ ` });
}

export const subcommand = { run } satisfies Subcommand;
