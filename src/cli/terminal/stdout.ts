/** Results → stdout, at the pace at which they are read. */
import { CommandError, EXIT } from "../exit.ts";

/** Whoever read the results has gone, as `head` does when it has seen enough: a reason to stop, and no failure. */
export class ReaderGone extends Error {}

/** Resolves when the text was taken. @throws {ReaderGone} @throws {CommandError} where it cannot be written */
export function writeOut(text: string): Promise<void> {
  if (process.stdout.listenerCount("error") === 0) process.stdout.on("error", () => {}); // the callback has it too
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
      if (!error) resolve();
      else if (error.code === "EPIPE") reject(new ReaderGone());
      else reject(new CommandError(`the result cannot be written: ${error.message}.`, EXIT.environment));
    });
  });
}
