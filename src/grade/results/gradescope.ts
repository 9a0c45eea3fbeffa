/** A student's results.json for Gradescope: with a score only if the server was judged. */
import { gradescopeReport, notGradedReport } from "../../check/reports/ci/gradescope.ts";
import { textsOf } from "../../check/texts/index.ts";
import type { Language } from "../../language.ts";
import type { Entry } from "./entries.ts";
import { remarksOf } from "./feedback/remarks.ts";
import { titled } from "./feedback/titled.ts";
import { reasonOf } from "./reason.ts";

export function gradescopeJson(entry: Entry, language: Language): string {
  const { judged, withoutGrade } = entry;
  if (judged !== undefined) {
    const result = titled(entry, judged.result);
    const title = [result.title, ...remarksOf(entry, language)].join("\n");
    return gradescopeReport({ ...result, title }, textsOf(language), language);
  }
  const reason = withoutGrade && reasonOf(withoutGrade, language);
  return notGradedReport(`${reason?.text} ${reason?.forStudent}`, reason?.output, language);
}
