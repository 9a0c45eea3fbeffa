/** One folder or file for each student, GitHub Classroom's clones included. */
import { basename, extname } from "node:path";
import { withoutArchiveExtension } from "../archives/kinds.ts";
import { topEntries } from "../class-folder.ts";
import type { ClassFolder, HandIn, TopEntry } from "../hand-in.ts";
import { attemptIn, onlyIdIn, personIn } from "../ids.ts";
import { extensionOf, visible } from "../names.ts";
import { classroomGrades } from "./classroom.ts";

/** Files beside the submissions that belong to the instructor, unless their name has an id. */
const INSTRUCTORS = new Set(["toml", "csv", "tsv", "xlsx", "ods", "yml", "yaml", "json"]);

/** Folders of one student's attempts. */
const ATTEMPT_FOLDER = /^(?:attempt|percobaan)[\s_.-]*(\d{1,3})$/i;

export function plainHandIns(folder: ClassFolder, pattern: RegExp): readonly HandIn[] {
  const grades = classroomGrades(folder);
  return folder.entries
    .filter((entry) => isSubmission(entry, pattern))
    .flatMap((entry) => attemptsOf(entry, folder, pattern))
    .map((handIn) => {
      const grade = grades.get(handIn.source.toLowerCase());
      return grade === undefined ? handIn : { ...handIn, ...grade };
    });
}

function isSubmission({ name, kind }: TopEntry, pattern: RegExp): boolean {
  if (onlyIdIn([name], pattern) !== undefined) return true;
  if (kind === "folder") return !name.endsWith(".graded") && name !== "node_modules";
  return !INSTRUCTORS.has(extensionOf(name)) && !/^(README|LICENSE)\b/i.test(name);
}

/** A folder that holds nothing but folders `attempt-1`, `attempt-2` is as many attempts. */
function attemptsOf(entry: TopEntry, folder: ClassFolder, pattern: RegExp): readonly HandIn[] {
  const whole = handInOf(entry, folder, pattern);
  if (entry.kind !== "folder" || whole.fault !== undefined) return [whole];
  const inside = topEntries(entry.path.toString());
  if (inside.length < 2 || !inside.every(({ name, kind }) => kind === "folder" && ATTEMPT_FOLDER.test(name)))
    return [whole];
  return inside.map(({ name, path }) => ({
    ...whole,
    source: visible(`${entry.name}/${name}`),
    attempt: Number(ATTEMPT_FOLDER.exec(name)?.[1]),
    parts: [{ path, isFolder: true, as: name }],
  }));
}

function handInOf(entry: TopEntry, folder: ClassFolder, pattern: RegExp): HandIn {
  const label = labelOf(entry);
  const escapes = { why: "escapes", file: visible(entry.name), entry: visible(entry.name) } as const;
  return {
    ...{ id: undefined, name: undefined, email: undefined, submittedAt: undefined, earlier: [], asked: {} },
    ...{ label, source: visible(entry.name), attempt: attemptIn(label), person: personIn(label, pattern) },
    parts: [{ path: entry.path, isFolder: entry.kind === "folder", as: entry.name }],
    fault: entry.kind === "link" ? escapes : folder.faults.get(entry.name),
  };
}

/** The folder's name, or the file's without its extension. */
function labelOf({ name, kind }: TopEntry): string {
  if (kind === "folder") return name;
  const bare = withoutArchiveExtension(name);
  return bare === name ? basename(name, extname(name)) : bare;
}
