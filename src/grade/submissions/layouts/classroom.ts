/** GitHub Classroom's own list of grades beside the clones: who a repository belongs to, and when it was pushed. */

import type { ClassFolder, HandIn } from "../hand-in.ts";
import { asId } from "../ids.ts";
import { extensionOf } from "../names.ts";
import { readTable } from "../table.ts";

type Grade = Pick<HandIn, "id" | "submittedAt">;

/** By the repository's name, in lower case. Without the list nothing is known: a commit's date is the student's clock. */
export function classroomGrades(folder: ClassFolder): ReadonlyMap<string, Grade> {
  const grades = new Map<string, Grade>();
  for (const { name, path, kind } of folder.entries) {
    if (kind !== "file" || extensionOf(name) !== "csv") continue;
    const [header, ...rows] = readTable(path.toString());
    const at = (column: string) => header?.cells.indexOf(column) ?? -1;
    const [repository, time, student] = [
      at("student_repository_name"),
      at("submission_timestamp"),
      at("roster_identifier"),
    ];
    if (repository < 0 || time < 0) continue;
    for (const { cells } of rows) {
      const date = new Date(cells[time] || Number.NaN);
      const id = cells[student];
      grades.set((cells[repository] ?? "").toLowerCase(), {
        id: id ? asId(id) : undefined,
        submittedAt: Number.isNaN(date.getTime()) ? undefined : date,
      });
    }
  }
  return grades;
}
