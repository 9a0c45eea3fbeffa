/** Why a check ends without a verdict, and so without a grade. */

export interface PortInUse {
  /** Something holds the port on which COMMAND is to listen. */
  readonly why: "port-in-use";
  readonly port: number;
  /** The process, if it can be seen. */
  readonly program?: string;
  readonly pid?: number;
  /** The connection, if nothing listens on the port. */
  readonly local?: string;
  readonly remote?: string;
  /** Such as TIME_WAIT. */
  readonly state?: string;
}

/** `output` is the last that COMMAND printed, escaped. */
export type NotJudged =
  | PortInUse
  | { readonly why: "cannot-start"; readonly program: string; readonly code: string }
  | { readonly why: "did-not-listen"; readonly seconds: number; readonly output: string }
  /** COMMAND ended before it listened. */
  | {
      readonly why: "exited";
      readonly code: number | null;
      readonly signal: string | null;
      readonly output: string;
    }
  /** COMMAND ended and left processes behind, and none of them listened. */
  | { readonly why: "went-to-background"; readonly seconds: number; readonly output: string }
  /** The judge's machine failed at the first connection; `code` is the system's. */
  | { readonly why: "judge-failed"; readonly code: string; readonly message: string };
