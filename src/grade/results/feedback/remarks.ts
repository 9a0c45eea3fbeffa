/** What a student's report has to add to the verdicts: late, judged on another port, stopped at a limit. */
import type { Language } from "../../../language.ts";
import type { Entry } from "../entries.ts";
import { exceededText } from "../reason.ts";
import { resultTextsOf } from "../texts/index.ts";

/** Sentences. */
export function remarksOf({ graded, judged }: Entry, language: Language): readonly string[] {
  const texts = resultTextsOf(language);
  return [
    graded.isLate ? texts.page.lateRemark : "",
    judged?.otherPort === undefined ? "" : texts.page.portRemark(judged.otherPort),
    judged === undefined ? "" : exceededText(graded.outcome, texts),
  ].filter((remark) => remark !== "");
}
