/** Unpacks a whole class. What is wrong in the part of one student is a fault of that student's submission only. */
import { lstatSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { escapeText } from "../../text/escape.ts";
import type { Unreadable } from "../submission.ts";
import { EntryWriter } from "./archives/entry-writer.ts";
import { withoutArchiveExtension } from "./archives/kinds.ts";
import { type Archive, readArchive } from "./archives/unpack.ts";
import type { Budget, ClassBudget } from "./budget.ts";
import { isWrapper, topEntries } from "./class-folder.ts";
import { ClassError, faultOf } from "./faults.ts";
import type { ClassFolder } from "./hand-in.ts";
import { isJunk, visible } from "./names.ts";

/** @param folder does not exist yet */
export async function unpackClass(
  archive: Archive,
  folder: string,
  ofClass: ClassBudget,
  pattern: RegExp,
): Promise<ClassFolder> {
  try {
    return await unpackParts(archive, folder, ofClass, pattern);
  } catch (error) {
    const fault = faultOf(error, archive.shown).unreadable;
    const reason = fault.why === "broken-archive" ? fault.detail : JSON.stringify(fault);
    throw new ClassError(
      `${archive.path} cannot be unpacked: ${reason}; download it again, or unpack it by hand`,
    );
  }
}

async function unpackParts(
  archive: Archive,
  folder: string,
  ofClass: ClassBudget,
  pattern: RegExp,
): Promise<ClassFolder> {
  const { limits } = ofClass;
  const paths: (readonly string[])[] = [];
  await readArchive(archive, limits, limits.classBytes, async ({ name }) => {
    paths.push(namesIn(name).slice(0, 2));
    if (paths.length > limits.classEntries) throw new ClassError(`more than ${limits.classEntries} entries`);
  });
  const wrapper = wrapperOf(paths, withoutArchiveExtension(basename(archive.shown)), pattern);
  const owner = (entry: string) => ownerOf(entry, wrapper, archive);
  const writer = new EntryWriter(folder, archive.shown);
  const budgets = new Map<string, Budget>();
  const faults = new Map<string, Unreadable>();
  const times = new Map<string, Date>();
  const addFault = (entry: string, error: unknown) => {
    const key = owner(entry);
    const fault = faultOf(error, archive.shown).unreadable;
    if (!faults.has(key)) faults.set(key, "file" in fault ? { ...fault, file: visible(key) } : fault);
  };
  await readArchive(archive, limits, limits.classBytes, async (entry) => {
    const key = owner(entry.name);
    const budget = budgets.get(key) ?? ofClass.forSubmission(visible(key));
    budgets.set(key, budget);
    try {
      const file = await writer.write(entry, budget);
      const latest = times.get(key);
      if (file !== undefined && entry.modifiedAt && !(latest && latest > entry.modifiedAt))
        times.set(key, entry.modifiedAt);
    } catch (error) {
      addFault(entry.name, error);
    }
  });
  writer.makeLinks(addFault);
  const path = wrapper === undefined ? folder : join(folder, wrapper);
  for (const key of faults.keys())
    if (lstatSync(join(path, key), { throwIfNoEntry: false }) === undefined)
      mkdirSync(join(path, key), { recursive: true });
  return { path, entries: topEntries(path), faults, times };
}

/** The one folder that holds all submissions, if there is one. */
function wrapperOf(
  paths: readonly (readonly string[])[],
  className: string,
  pattern: RegExp,
): string | undefined {
  const tops = new Set(paths.flatMap(([top]) => (top === undefined || isJunk(top) ? [] : [top])));
  const [only] = tops;
  if (tops.size !== 1 || only === undefined) return undefined;
  const inside = [...new Set(paths.flatMap(([, name]) => name ?? []))];
  return isWrapper(only, inside, className, pattern) ? only : undefined;
}

/** Whose submission an entry belongs to, even if it leads out of it. */
function ownerOf(entry: string, wrapper: string | undefined, archive: Archive): string {
  const [first, second] = namesIn(entry);
  if (first === undefined && entry.includes(".."))
    throw new ClassError(`${archive.path} holds an entry that leads out of its folder: ${visible(entry)}`);
  return wrapper === undefined || first !== wrapper ? (first ?? "") : (second ?? "");
}

/** Up to the first `..`. */
function namesIn(entry: string): readonly string[] {
  const names = entry.split("/").filter((name) => name !== "" && name !== ".");
  const out = names.indexOf("..");
  return (out < 0 ? names : names.slice(0, out)).map(escapeText);
}
