/** `jam lab exec`: runs a command on a host of the lab. */
import { EXIT, UsageError } from "../exit.ts";
import { readArguments } from "../flags/flags.ts";
import { paragraph } from "../flags/help.ts";
import { attach } from "./attach.ts";
import { checkHost, runningLab } from "./running-lab.ts";
import type { Subcommand } from "./subcommand.ts";

const HELP = `Usage: jam lab exec HOST -- COMMAND…

${paragraph(`Runs COMMAND on HOST, such as: jam lab exec mesin2 -- nc -vvv 172.16.16.101 45000`)}
${paragraph(`Exits with the exit code of COMMAND, and forwards signals to it.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const { wantsHelp, positionals, rest } = readArguments(args, {});
  if (wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  const [host, ...tooMuch] = positionals;
  if (host === undefined || tooMuch.length > 0 || rest === undefined || rest.length === 0) {
    throw new UsageError(
      "a host and a command are needed: jam lab exec mesin2 -- nc -vvv 172.16.16.101 45000",
    );
  }
  const lab = runningLab();
  checkHost(lab, host);
  return await attach(lab, host, rest);
}

export const subcommand = { run } satisfies Subcommand;
