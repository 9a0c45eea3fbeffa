/** Errors of the lab → errors of the command, with its exit codes. */
import { UnreadableCapture, type UnreadableKind } from "../../lab/capture/unreadable-capture.ts";
import { LabError } from "../../lab/network/lab-error.ts";
import { MissingTool } from "../../lab/network/missing-tool.ts";
import { CommandError, EXIT } from "../exit.ts";

const UNREADABLE_EXIT = {
  "not-a-capture": EXIT.usage,
  missing: EXIT.failed,
  unreadable: EXIT.environment,
} as const satisfies Readonly<Record<UnreadableKind, number>>;

/** Any other error is returned unchanged. */
export function asCommandError(error: unknown): unknown {
  if (error instanceof MissingTool) return new CommandError(`${error.message}.`, EXIT.environment);
  if (error instanceof LabError) {
    return new CommandError(error.message, error.kind === "environment" ? EXIT.environment : EXIT.failed);
  }
  if (error instanceof UnreadableCapture)
    return new CommandError(`${error.message}.`, UNREADABLE_EXIT[error.kind]);
  return error;
}
