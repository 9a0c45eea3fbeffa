/** `jam lab`: three machines on one, the wire between them, and the report. */
import { HOST_VARIABLE } from "../../lab/network/hosts.ts";
import type { Command } from "../command.ts";
import { EXIT, UsageError } from "../exit.ts";
import { didYouMean } from "../flags/nearest.ts";
import { asCommandError } from "./lab-errors.ts";

/** What a file of lab/ exports as `subcommand`. */
export interface Subcommand {
  run(args: readonly string[]): Promise<number>;
}

interface SubcommandEntry {
  readonly summary: string;
  /** Has to see the lab from outside. */
  readonly isOutside: boolean;
  readonly load: () => Promise<{ readonly subcommand: Subcommand }>;
}

const SUBCOMMANDS: Readonly<Record<string, SubcommandEntry>> = {
  up: {
    summary: "make the lab's hosts and their network",
    isOutside: true,
    load: () => import("./up.ts"),
  },
  run: {
    summary: "do the assignment's experiments, and keep captures and records in a folder",
    isOutside: true,
    load: () => import("./run.ts"),
  },
  shell: { summary: "open a shell on a host", isOutside: true, load: () => import("./shell.ts") },
  exec: { summary: "run a command on a host", isOutside: true, load: () => import("./exec.ts") },
  status: { summary: "show the lab that stands", isOutside: true, load: () => import("./status.ts") },
  down: {
    summary: "take the lab down, with all that runs in it",
    isOutside: true,
    load: () => import("./down.ts"),
  },
  report: {
    summary: "write the report of a run, or of captures made elsewhere",
    isOutside: false,
    load: () => import("./report.ts"),
  },
  verify: {
    summary: "say which points of the assignment a run or a capture proves",
    isOutside: false,
    load: () => import("./verify.ts"),
  },
};

function usage(): string {
  const column = Math.max(...Object.keys(SUBCOMMANDS).map((name) => name.length)) + 2;
  const rows = Object.entries(SUBCOMMANDS).map(([name, { summary }]) => `  ${name.padEnd(column)}${summary}`);
  return `Usage: jam lab SUBCOMMAND [FLAGS]

Three machines on an isolated network, in namespaces of this one: mesin1 is the server's, mesin2 and
mesin3 ask. As root or without; nothing of the machine's own network is touched.

${rows.join("\n")}

"jam lab SUBCOMMAND --help" tells of its flags.`;
}

async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError(`a subcommand is missing.\n\n${usage()}`);
  if (name === "--help" || name === "-h" || name === "help") {
    console.log(usage());
    return EXIT.good;
  }
  const entry = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (entry === undefined) {
    const near = didYouMean(name, Object.keys(SUBCOMMANDS));
    throw new UsageError(
      `jam lab has no ${JSON.stringify(name)}.${near} "jam lab --help" lists what it has.`,
    );
  }
  const host = process.env[HOST_VARIABLE];
  if (entry.isOutside && host !== undefined) {
    throw new UsageError(`this is ${host}, inside the lab: "jam lab ${name}" is for a shell outside it.`);
  }
  const { subcommand } = await entry.load();
  try {
    return await subcommand.run(rest);
  } catch (error) {
    throw asCommandError(error);
  }
}

export const command = { run } satisfies Command;
