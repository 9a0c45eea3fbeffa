/** The texts of a class's results that every language has; a missing one does not compile. */
import type { Language } from "../../../language.ts";
import type { State, Undecided } from "../../outcome.ts";
import type { Unreadable } from "../../submission.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { PageWords } from "./page-words.ts";

type UnreadableTexts = {
  readonly [Why in Unreadable["why"]]: (facts: Extract<Unreadable, { readonly why: Why }>) => string;
};
type UndecidedTexts = {
  readonly [Kind in Undecided["kind"]]: (facts: Extract<Undecided, { readonly kind: Kind }>) => string;
};

export interface ResultTexts {
  readonly states: Readonly<Record<State, string>>;
  readonly unreadable: UnreadableTexts;
  readonly undecided: UndecidedTexts;
  readonly didNotBuild: (command: string) => string;
  readonly didNotStart: string;
  readonly noServerFound: string;
  readonly notSubmitted: string;
  readonly judgeError: string;
  /** What the one who grades does about it. */
  readonly toDo: Readonly<Record<Exclude<State, "judged">, string>>;
  /** What the student does about it. */
  readonly forStudent: Readonly<Record<Exclude<State, "judged">, string>>;
  readonly page: PageWords;
  /** Students of the class that Moodle's sheet does not have. */
  readonly notInSheet: (ids: readonly string[]) => string;
  /** Of whom the sheet says that the grade cannot be changed. */
  readonly locked: (ids: readonly string[]) => string;
  readonly diff: {
    readonly nothing: (students: number) => string;
    readonly summary: (changed: number, unchanged: number) => string;
    readonly absent: string;
    readonly was: (before: string) => string;
  };
}

const CATALOGUES: Readonly<Record<Language, ResultTexts>> = { en: EN, id: ID };

export function resultTextsOf(language: Language): ResultTexts {
  return CATALOGUES[language];
}
