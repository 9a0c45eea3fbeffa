/** Moodle's download of all submissions: `Name_123_assignsubmission_file_`, as folders or before each file's name. */
import { extname } from "node:path";
import type { Unreadable } from "../../submission.ts";
import type { ClassFolder, HandIn, TopEntry } from "../hand-in.ts";
import { visible } from "../names.ts";

/** The name has no `_`: Moodle writes spaces for them. Newer versions end a folder's name without `_`. */
const MOODLE = /^(?<name>[^/]*?)_(?<participant>\d+)_assignsubmission_[a-z]+(?:_(?<file>.*))?$/s;

export function isMoodleName(name: string): boolean {
  return MOODLE.test(name);
}

/** Minutes within which a whole class hands in nothing: Moodle up to 4 stamps every entry with the time of the download. */
const DOWNLOAD_MINUTES = 10;

/** One for each participant: their files, folders and online text belong together. */
export function moodleHandIns(folder: ClassFolder): readonly HandIn[] {
  const groups = Map.groupBy(
    folder.entries.filter(({ name }) => isMoodleName(name)),
    ({ name }) => name.replace(/_assignsubmission_.*$/s, ""),
  );
  const stampsMean = areTimesOfSubmission([...folder.times.values()]);
  return [...groups].map(([label, entries]) => ({
    ...{ id: undefined, email: undefined, attempt: undefined, earlier: [], asked: {} },
    ...{ label, person: label, source: visible(entries[0]?.name ?? label) },
    name: visible(MOODLE.exec(entries[0]?.name ?? "")?.groups?.["name"] ?? label),
    submittedAt: stampsMean ? newest(entries, folder.times) : undefined,
    parts: partsOf(entries),
    fault: entries.map((entry) => faultOf(entry, folder)).find((fault) => fault !== undefined),
  }));
}

function faultOf({ name, kind }: TopEntry, { faults }: ClassFolder): Unreadable | undefined {
  return kind === "link" ? { why: "escapes", file: visible(name), entry: visible(name) } : faults.get(name);
}

/** Online text counts only if there is nothing else. */
function partsOf(entries: readonly TopEntry[]): HandIn["parts"] {
  const files = entries.filter(({ name }) => !/_assignsubmission_(onlinetext|comments)/.test(name));
  return (files.length > 0 ? files : entries).map(({ name, path, kind }) => {
    const file = MOODLE.exec(name)?.groups?.["file"];
    return { path, isFolder: kind === "folder", as: file || `file${extname(name)}` };
  });
}

function areTimesOfSubmission(times: readonly Date[]): boolean {
  const numbers = times.map((time) => time.getTime());
  return Math.max(...numbers) - Math.min(...numbers) > DOWNLOAD_MINUTES * 60_000;
}

function newest(entries: readonly TopEntry[], times: ReadonlyMap<string, Date>): Date | undefined {
  return entries
    .flatMap(({ name }) => times.get(name) ?? [])
    .reduce<Date | undefined>((latest, time) => (latest && latest > time ? latest : time), undefined);
}
