/** The progress line of a check; prints nothing if stderr is not a terminal. */
import type { CaseResult } from "../../check/result.ts";

export interface Progress {
  show(result: CaseResult, done: number, of: number): void;
  /** Clears the line before other output. */
  clear(): void;
}

const WIDTH = 20;
const CLEAR_LINE = "\r\u001b[K";

export function progressLine(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show() {}, clear() {} };
  let isShown = false;
  return {
    show({ id, verdict }, done, of) {
      const filled = Math.round((Math.min(done, of) / of) * WIDTH);
      stream.write(
        `${CLEAR_LINE}${"█".repeat(filled)}${"░".repeat(WIDTH - filled)} ${Math.min(done, of)}/${of}  ${id}: ${verdict}`,
      );
      isShown = true;
    },
    clear() {
      if (isShown) stream.write(CLEAR_LINE);
      isShown = false;
    },
  };
}
