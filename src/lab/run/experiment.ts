/** An experiment: the steps at terminals that answer a question of the assignment. Plain data. */

export const CTRL_D = "\u0004";

/** Names, not positions; each language has a question for each. */
export type ExperimentId =
  | "connect"
  | "in-turn"
  | "twenty"
  | "time-crlf"
  | "time-lf"
  | "time-cr"
  | "time-bare"
  | "time-cut"
  | "time-twice"
  | "quit"
  | "bytes";

export interface Experiment {
  readonly id: ExperimentId;
  /** The clause of the assignment. */
  readonly clause: string;
  /** Every terminal's command is stopped after this time, because a server may never reply and never close. */
  readonly limitSeconds: number;
  readonly steps: readonly Step[];
}

export type Step =
  /** Starts a command at a new terminal. */
  | { readonly kind: "open"; readonly terminal: string; readonly host: string; readonly command: string }
  /** Waits until the terminal has shown the text `times` times, its command has ended, or `seconds` have passed. */
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
  /** Waits until the commands of all terminals have ended. */
  | { readonly kind: "finish" };
