/** One check from the command line: the host reached, progress shown, the command stopped whatever happens. */
import { type CheckOptions, check, PortTakenError } from "../../check/check.ts";
import type { CheckResult } from "../../check/result.ts";
import { findPortHolder } from "../../proc/port-holder.ts";
import { StartError } from "../../proc/server-process.ts";
import { CommandError, EXIT } from "../exit.ts";
import type { Target } from "../flags/target.ts";
import type { CheckValues } from "./flags.ts";
import { progressLine } from "./progress.ts";
import { reach } from "./reach.ts";

/** What is checked: an address, or a command and the address on which it listens. */
export interface Judged {
  readonly target: Target;
  readonly command: readonly string[] | undefined;
}

/** SIGHUP: the terminal was closed. The command has a session of its own and would keep running and hold its port. */
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** @throws {CommandError} for a failure that is no result for the server */
export async function checkOnce(
  judged: Judged,
  chosen: readonly string[],
  values: CheckValues,
): Promise<CheckResult> {
  const { target, command } = judged;
  const address = await reach(target);
  const progress = progressLine(process.stderr);
  let stop = async () => {};
  const interrupted = async () => {
    progress.clear();
    await stop();
    process.exit(values.watch ? EXIT.good : EXIT.failed);
  };
  for (const signal of ENDINGS) process.on(signal, interrupted);
  const options: CheckOptions = {
    host: target.host,
    address,
    chosen,
    command,
    timeScale: values.patience,
    jobs: values.jobs,
    observes: true,
    onResult: (result, done, of) => progress.show(result, done, of),
    onStart(stopServer) {
      stop = stopServer;
    },
  };
  try {
    return await check(options);
  } catch (error) {
    if (error instanceof StartError) {
      throw new CommandError(`${error.message}. Is it spelled right, and installed?`, EXIT.environment);
    }
    if (error instanceof PortTakenError) {
      const holder = findPortHolder(target.port);
      const who = holder === undefined ? "" : `: ${holder.name} (process ${holder.pid})`;
      throw new CommandError(
        `${error.message}${who}. Stop it, or choose another port with --port.`,
        EXIT.environment,
      );
    }
    throw error;
  } finally {
    progress.clear();
    for (const signal of ENDINGS) process.off(signal, interrupted);
  }
}
