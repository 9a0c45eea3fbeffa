/** How a command ends: the exit codes, and the errors that have one. */

export const EXIT = {
  good: 0,
  /** The request or the test failed. */
  failed: 1,
  /** Usage error. */
  usage: 2,
  /** Something is missing on this machine. */
  environment: 3,
  /** Ended by Ctrl-C or a signal: 128 and the number of SIGINT, as shells have it. */
  interrupted: 130,
} as const;

/** Ends the command with its message on stderr: what was wrong, what was expected, what to do. */
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
