/** `jam lab run`: the assignment's experiments, and a folder of captures and records. */
import { resolve } from "node:path";
import type { LabState } from "../../lab/network/state.ts";
import { requireTools, TOOLS_OF_RUN } from "../../lab/network/tools.ts";
import { jamServer } from "../../lab/run/lab-server.ts";
import { prepareFolder } from "../../lab/run/out-folder.ts";
import { runLab } from "../../lab/run/run-lab.ts";
import { runWordsOf } from "../../lab/run/words/words-of.ts";
import type { FileUser } from "../../proc/file-user.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { type Arguments, flagValues, readArguments } from "../flags/flags.ts";
import { writeErr } from "../terminal/stderr.ts";
import { invokedName, messageLanguage, RUN_FOLDER } from "./defaults.ts";
import { givenLayoutFlags, layoutFrom } from "./layout-flags.ts";
import { RUN_FLAGS } from "./run-flags.ts";
import { foundLab } from "./running-lab.ts";
import type { Subcommand } from "./subcommand.ts";
import { helpText, labTextsOf } from "./texts/texts-of.ts";

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, RUN_FLAGS);
  const texts = labTextsOf(messageLanguage(read)).run;
  if (read.wantsHelp) {
    console.log(helpText(texts, RUN_FLAGS));
    return EXIT.good;
  }
  if (read.positionals.length > 0 || read.rest?.length === 0) {
    throw new UsageError("the server's command goes after --: jam lab run -- python3 server.py");
  }
  const { rest } = read;
  const values = flagValues(RUN_FLAGS, read);
  const running = foundLab();
  const layout = running === undefined ? layoutFrom(values) : layoutOfRunning(running, read);
  requireTools(TOOLS_OF_RUN);
  const folder = prepareFolder(resolve(values.out), callerOfSudo());
  const interrupt = new AbortController();
  const interrupted = () => interrupt.abort();
  process.on("SIGINT", interrupted).on("SIGTERM", interrupted).on("SIGHUP", interrupted);
  try {
    await runLab({
      running,
      layout,
      port: values.port,
      commandFor: (address) => rest ?? jamServer(address, values.port),
      folder: process.cwd(),
      out: folder.filling,
      log: writeErr,
      words: runWordsOf(values.lang),
      signal: interrupt.signal,
    });
    folder.keep();
  } catch (error) {
    if (interrupt.signal.aborted || !folder.hasRun()) folder.discard();
    else folder.keep(); // only reading the captures failed, and verify and report read them again
    if (interrupt.signal.aborted) throw new CommandError(texts.interrupted, EXIT.failed);
    throw error;
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted).off("SIGHUP", interrupted);
  }
  const named = values.out === RUN_FOLDER ? "" : ` ${values.out}`;
  writeErr(texts.next(invokedName(), values.out, named));
  console.log(values.out);
  return EXIT.good;
}

/** The user who called sudo, if any. */
function callerOfSudo(): FileUser | undefined {
  const [uid, gid] = [process.env["SUDO_UID"], process.env["SUDO_GID"]].map((id) => Number(id || Number.NaN));
  if (process.getuid?.() !== 0 || !Number.isInteger(uid) || !Number.isInteger(gid)) return undefined;
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

function layoutOfRunning({ layout }: LabState, read: Arguments) {
  const given = givenLayoutFlags(read);
  if (given.length === 0) return layout;
  throw new UsageError(
    `a lab is running, and ${given.join(", ")} cannot change it: run "jam lab down" first.`,
  );
}

export const subcommand = { run } satisfies Subcommand;
