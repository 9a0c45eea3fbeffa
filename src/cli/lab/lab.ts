/** `jam lab`: three hosts on one machine, the network between them, and the report. */
import { HOST_VARIABLE } from "../../lab/network/hosts.ts";
import { didYouMean } from "../../text/nearest.ts";
import type { Command } from "../command.ts";
import { EXIT, UsageError } from "../exit.ts";
import { formatRows, paragraph, spelledOut } from "../flags/help.ts";
import { asCommandError } from "./lab-errors.ts";
import type { Subcommand } from "./subcommand.ts";

interface SubcommandEntry {
  readonly summary: string;
  /** Works only outside the lab's hosts. */
  readonly isOutside: boolean;
  readonly load: () => Promise<{ readonly subcommand: Subcommand }>;
}

const SUBCOMMANDS: Readonly<Record<string, SubcommandEntry>> = {
  up: {
    summary: "create the hosts and their network",
    isOutside: true,
    load: () => import("./up.ts"),
  },
  run: {
    summary: "do the assignment's experiments and write captures and records into a folder",
    isOutside: true,
    load: () => import("./run.ts"),
  },
  shell: { summary: "open a shell on a host", isOutside: true, load: () => import("./shell.ts") },
  exec: { summary: "run a command on a host", isOutside: true, load: () => import("./exec.ts") },
  status: { summary: "show the running lab", isOutside: true, load: () => import("./status.ts") },
  down: {
    summary: "stop the lab and everything that runs in it",
    isOutside: true,
    load: () => import("./down.ts"),
  },
  report: {
    summary: "write the report of a run, or of captures made elsewhere",
    isOutside: false,
    load: () => import("./report.ts"),
  },
  verify: {
    summary: "report which points of the assignment a run or a capture proves",
    isOutside: false,
    load: () => import("./verify.ts"),
  },
};

function usage(): string {
  const rows = Object.entries(SUBCOMMANDS).map(([name, { summary }]) => ({ name, text: summary }));
  return `Usage: jam lab SUBCOMMAND [FLAGS]

${paragraph(`Three hosts on an isolated network, made of Linux namespaces: the server runs on mesin1, the clients on
mesin2 and mesin3. Works with or without root, and does not touch the machine's own network.`)}

${formatRows(rows)}

"jam lab SUBCOMMAND --help" lists its flags.`;
}

async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = spelledOut(args);
  if (name === undefined) throw new UsageError(`a subcommand is missing.\n\n${usage()}`);
  if (name === "--help" || name === "-h") {
    console.log(usage());
    return EXIT.good;
  }
  const entry = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (entry === undefined) {
    const near = didYouMean(name, Object.keys(SUBCOMMANDS));
    throw new UsageError(
      `jam lab has no subcommand ${JSON.stringify(name)}.${near} "jam lab --help" lists them.`,
    );
  }
  const host = process.env[HOST_VARIABLE];
  if (entry.isOutside && host !== undefined) {
    throw new UsageError(`this is ${host}, inside the lab: run "jam lab ${name}" outside it.`);
  }
  const { subcommand } = await entry.load();
  try {
    return await subcommand.run(rest);
  } catch (error) {
    throw asCommandError(error);
  }
}

export const command = { run } satisfies Command;
