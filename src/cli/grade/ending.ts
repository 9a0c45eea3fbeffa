/** How a run ends early: by Ctrl-C or another signal, or because the disk is full. */
import { CommandError, EXIT } from "../exit.ts";

const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const FULL: readonly unknown[] = ["ENOSPC", "EDQUOT"];
const CANNOT_WRITE: readonly unknown[] = ["EACCES", "EPERM", "EROFS", "EIO", "ENOTDIR", "EEXIST"];

export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

/** The first signal stops in order, a second one at once. */
export function interruption(onFirst: () => void): Interruption {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
    onFirst();
  };
  for (const name of ENDINGS) process.on(name, interrupt);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of ENDINGS) process.off(name, interrupt);
    },
  };
}

/**
 * Results that cannot be kept end the command with one line.
 * @param how the run is continued
 */
export function asWriteError(error: unknown, folder: string, how: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const { code } = error;
  if (FULL.includes(code))
    return new CommandError(
      `the disk is full (${code}): ${folder} cannot be written. Free some space, then continue: ${how}`,
      EXIT.environment,
    );
  if (CANNOT_WRITE.includes(code))
    return new CommandError(
      `${folder} cannot be written (${code}); choose another folder with --out.`,
      EXIT.environment,
    );
  return error;
}
