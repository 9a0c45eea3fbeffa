/** What the file of a command exports as `command`. */
export interface Command {
  /** @returns the exit code. @throws {CommandError} to end with a message and a code of its own */
  run(args: readonly string[]): Promise<number>;
}
