/** What the results of a class depend on beside the outcomes themselves. */
import type { Language } from "../../language.ts";
import type { MoodleSheet } from "./moodle/sheet.ts";

export interface ResultOptions {
  /** Of the class, such as its folder's name. */
  readonly title: string;
  readonly language: Language;
  /** Ids, names, sources, commands and what servers wrote are replaced; the results go to `anonymous/`. */
  readonly isAnonymous: boolean;
  /** Read by `readMoodleSheet` before the class is judged, so that a wrong file costs no evening. */
  readonly moodle?: MoodleSheet;
}
