/** Runs the build commands of a plan, one after the other, and stops at the first that fails. */
import type { ServerProcess } from "../../proc/server-process.ts";
import { visibleText } from "../../text/visible.ts";

/** What a background process may hold its pipe open for. */
const PIPE_MS = 300;

export interface FailedBuild {
  readonly command: readonly string[];
  /** The last that it printed, escaped. */
  readonly output: string;
}

/** @param start runs a command; what it leaves in the background is the caller's to end */
export async function build(
  commands: readonly (readonly string[])[],
  start: (command: readonly string[]) => Promise<ServerProcess>,
): Promise<FailedBuild | undefined> {
  for (const command of commands) {
    const running = await start(command);
    await running.exited;
    await Promise.race([running.outputEnded, Bun.sleep(PIPE_MS)]);
    const { ended, output } = running;
    if (ended?.code !== 0) return { command, output: visibleOutput(output) };
  }
  return undefined;
}

/** Whole lines: a first one that begins in the middle may begin in the middle of a character. */
function visibleOutput(bytes: Buffer): string {
  return visibleText(
    new TextDecoder().decode(bytes).replaceAll("\t", "    ").replaceAll("\r\n", "\n"),
  ).trim();
}
