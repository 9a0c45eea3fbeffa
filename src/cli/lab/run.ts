/** `jam lab run`: the assignment's experiments, from a server's start to a folder of captures and records. */
import { resolve } from "node:path";
import type { LabState } from "../../lab/network/state.ts";
import { requireTools, TOOLS_OF_RUN } from "../../lab/network/tools.ts";
import { jamServer } from "../../lab/run/lab-server.ts";
import { type Owner, prepareFolder } from "../../lab/run/out-folder.ts";
import { runLab } from "../../lab/run/run-lab.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { integerFlag, textFlag } from "../flags/flag-kinds.ts";
import { type Arguments, type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags } from "../flags/help.ts";
import { writeErr } from "../terminal/stderr.ts";
import { invokedName } from "./invocation.ts";
import type { Subcommand } from "./lab.ts";
import { givenLayoutFlags, LAYOUT_FLAGS, layoutFrom } from "./layout-flags.ts";
import { RUN_FOLDER } from "./run-place.ts";
import { foundLab } from "./running-lab.ts";

const FLAGS = {
  out: textFlag(() => RUN_FOLDER, { placeholder: "DIR", help: "the folder that takes everything" }),
  port: integerFlag({ default: 45_000, min: 1, max: 65_535 }, { help: "where the server listens" }),
  ...LAYOUT_FLAGS,
} as const satisfies FlagTable;

const HELP = `Usage: jam lab run [FLAGS]
       jam lab run [FLAGS] -- COMMAND…

Starts jam's own server, or the one that COMMAND starts, on the lab's first host; captures on every host;
does the assignment's experiments from the others; and keeps captures, terminals, the server's words and
facts in a folder. The lab that stands is used; where none does, one is made for the run.

${formatFlags(FLAGS)}

Exit codes: 0 the run is kept, whatever the server did, 1 the server did not start or the run was interrupted,
2 called wrongly, 3 a tool, a kernel module or the right to make namespaces is missing.`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, FLAGS);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  if (read.positionals.length > 0 || read.rest?.length === 0) {
    throw new UsageError("a server's command stands behind --: jam lab run -- python3 server.py");
  }
  const { rest } = read;
  const values = flagValues(FLAGS, read);
  const standing = foundLab();
  const layout = standing === undefined ? layoutFrom(values) : layoutOfStanding(standing, read);
  requireTools(TOOLS_OF_RUN);
  const folder = prepareFolder(resolve(values.out), callerOfSudo());
  const interrupt = new AbortController();
  const interrupted = () => interrupt.abort();
  process.on("SIGINT", interrupted).on("SIGTERM", interrupted).on("SIGHUP", interrupted);
  try {
    await runLab({
      standing,
      layout,
      port: values.port,
      commandFor: (address) => rest ?? jamServer(address, values.port),
      folder: process.cwd(),
      out: folder.filling,
      tell: writeErr,
      signal: interrupt.signal,
    });
    folder.keep();
  } catch (error) {
    if (interrupt.signal.aborted || !folder.hasRun()) folder.discard();
    else folder.keep(); // what failed is the reading, which verify and report do again
    if (interrupt.signal.aborted) throw new CommandError("interrupted; nothing is kept.", EXIT.failed);
    throw error;
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted).off("SIGHUP", interrupted);
  }
  const named = values.out === RUN_FOLDER ? "" : ` ${values.out}`;
  const jam = invokedName();
  writeErr(`next: ${jam} lab verify ${values.out}, ${jam} lab report${named}`);
  console.log(values.out);
  return EXIT.good;
}

/** Whose run it is where root does it for somebody. */
function callerOfSudo(): Owner | undefined {
  const [uid, gid] = [process.env["SUDO_UID"], process.env["SUDO_GID"]].map((id) => Number(id || Number.NaN));
  if (process.getuid?.() !== 0 || !Number.isInteger(uid) || !Number.isInteger(gid)) return undefined;
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

function layoutOfStanding({ layout }: LabState, read: Arguments) {
  const given = givenLayoutFlags(read);
  if (given.length === 0) return layout;
  throw new UsageError(`a lab stands, and ${given.join(", ")} cannot change it: "jam lab down" first.`);
}

export const subcommand = { run } satisfies Subcommand;
