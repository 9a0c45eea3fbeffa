/** What the lab throws → how the command ends. */
import { LabError } from "../../lab/lab-error.ts";
import { MissingTool } from "../../lab/missing-tool.ts";
import { UnreadableCapture } from "../../lab/read-capture.ts";
import { CommandError, EXIT } from "../exit.ts";

/** What is no failure that the lab knows stays what it is. */
export function asCommandError(error: unknown): unknown {
  if (error instanceof MissingTool) return new CommandError(`${error.message}.`, EXIT.environment);
  if (error instanceof LabError) {
    return new CommandError(error.message, error.kind === "environment" ? EXIT.environment : EXIT.failed);
  }
  if (error instanceof UnreadableCapture) return new CommandError(`${error.message}.`, EXIT.failed);
  return error;
}
