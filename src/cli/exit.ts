/** How a command ends: the table of exit codes, and the errors that carry one. */

export const EXIT = {
  good: 0,
  /** What was asked or tested failed. */
  failed: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** The environment lacks something. */
  environment: 3,
} as const;

/** Ends the command with a message of its own on stderr: what was wrong, what was expected, what to do. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, EXIT.usage);
  }
}
