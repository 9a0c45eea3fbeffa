/** What an experiment is: a question of the assignment, and the steps at terminals that answer it. Plain data. */

export const CTRL_D = "\u0004";

export interface Experiment {
  /** A name, and no position. */
  readonly id: string;
  /** The clause of the assignment. */
  readonly clause: string;
  readonly question: string;
  /** Every terminal's command is ended after so long: a server may never answer, and never close. */
  readonly limitSeconds: number;
  readonly steps: readonly Step[];
}

export type Step =
  /** A command begins at a new terminal. */
  | { readonly kind: "open"; readonly terminal: string; readonly host: string; readonly command: string }
  /** Goes on when the terminal has shown the text so often, when its command has ended, or after so long. */
  | {
      readonly kind: "see";
      readonly terminal: string;
      readonly text: string;
      readonly times: number;
      readonly seconds: number;
    }
  /** Keys at the terminal: `\r` is Ctrl-V Ctrl-M, shown as ^M, `\n` the Enter key, and CTRL_D alone ends the input. */
  | { readonly kind: "type"; readonly terminal: string; readonly keys: string }
  | { readonly kind: "pause"; readonly seconds: number }
  /** Goes on when the commands of all terminals have ended. */
  | { readonly kind: "finish" };
