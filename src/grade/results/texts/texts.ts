/** The texts of a class's results that every language has; a missing one does not compile. */

import type { NotJudged } from "../../../check/not-judged.ts";
import type { Exceeded, State } from "../../outcome.ts";
import type { PageWords } from "./page-words.ts";

export interface ResultTexts {
  readonly states: Readonly<Record<State, string>>;
  readonly didNotBuild: (command: string) => string;
  /** As `jam check` words it, but for a class: there is no COMMAND and no flag. */
  readonly didNotStart: (facts: NotJudged | undefined) => string;
  readonly notSubmitted: string;
  readonly judgeError: string;
  /** What it used up, for which its processes were stopped. */
  readonly exceeded: Readonly<Record<Exceeded, string>>;
  /** What the one who grades does about it. */
  readonly toDo: Readonly<Record<Exclude<State, "judged">, string>>;
  /** What the student does about it. */
  readonly forStudent: Readonly<Record<Exclude<State, "judged">, string>>;
  readonly page: PageWords;
  /** Students of the class that Moodle's sheet does not have. */
  readonly notInSheet: (ids: readonly string[]) => string;
  /** Students with a grade that, by the sheet, cannot be changed. */
  readonly locked: (ids: readonly string[]) => string;
  readonly diff: {
    readonly nothing: (students: number) => string;
    readonly summary: (changed: number, unchanged: number) => string;
    readonly absent: string;
  };
}
