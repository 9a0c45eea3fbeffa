/** Results → stdout, as fast as they are read. */
import { CommandError, EXIT } from "../exit.ts";

/** The reader of the results has gone, as `head` does when it has enough: a reason to stop, not a failure. */
export class ReaderGone extends Error {}

/** Resolves when the text is written. @throws {ReaderGone} @throws {CommandError} if it cannot be written */
export function writeOut(text: string): Promise<void> {
  if (process.stdout.listenerCount("error") === 0) process.stdout.on("error", () => {}); // the callback gets it too
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
      if (!error) resolve();
      else if (error.code === "EPIPE") reject(new ReaderGone());
      else reject(new CommandError(`the result cannot be written: ${error.message}.`, EXIT.environment));
    });
  });
}
