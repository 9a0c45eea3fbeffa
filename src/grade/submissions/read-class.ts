/** A class as it was handed in → one submission for each student. Runs nothing, and changes nothing outside `into`. */
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Submission } from "../submission.ts";
import { archiveKindOf } from "./archives/kinds.ts";
import { firstBytes } from "./archives/unpack.ts";
import { settleAttempts } from "./attempts.ts";
import { ClassBudget } from "./budget.ts";
import { unpackClass } from "./class-archive.ts";
import { GRADESCOPE_METADATA, topEntries, unwrap } from "./class-folder.ts";
import { type Content, readContent, unreadableContent } from "./content.ts";
import { ClassError } from "./faults.ts";
import type { ClassFolder, HandIn } from "./hand-in.ts";
import { asId, DEFAULT_ID_PATTERN, onlyIdIn } from "./ids.ts";
import { gradescopeHandIns } from "./layouts/gradescope.ts";
import { isManifest, manifestHandIns } from "./layouts/manifest.ts";
import { isMoodleName, moodleHandIns } from "./layouts/moodle.ts";
import { plainHandIns } from "./layouts/plain.ts";
import { READ_LIMITS, type ReadLimits } from "./limits.ts";
import { findRostered, type Rostered } from "./roster.ts";

export interface ReadOptions {
  /** A folder that is missing or empty; archives are unpacked into it. */
  readonly into: string;
  readonly idPattern?: RegExp | undefined;
  readonly deadline?: Date | undefined;
  /** Gives names to ids, and ids to names, e-mail addresses and GitHub users. */
  readonly roster?: readonly Rostered[] | undefined;
  /** Absolute paths in the class's folder that were not handed in: the roster, the result folder. */
  readonly except?: readonly string[] | undefined;
  readonly limits?: ReadLimits | undefined;
}

interface Read {
  readonly id: string;
  readonly handIn: HandIn;
  readonly content: Content;
  readonly name: string | undefined;
}

/**
 * In the order of the sources.
 * @throws ClassError for a usage error, and the system's own error for a full disk
 */
export async function readClass(path: string, options: ReadOptions): Promise<readonly Submission[]> {
  if (existsSync(options.into) && readdirSync(options.into).length > 0)
    throw new ClassError(`${options.into} must be an empty folder`);
  mkdirSync(options.into, { recursive: true });
  try {
    return await readSubmissions(path, options);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EACCES")
      throw new ClassError(`${error.message}; make the class readable for the user who grades it`);
    throw error;
  }
}

async function readSubmissions(path: string, options: ReadOptions): Promise<readonly Submission[]> {
  const budget = new ClassBudget(options.limits ?? READ_LIMITS);
  const handIns = await handInsOf(resolve(path), options, budget);
  if (handIns.length === 0)
    throw new ClassError(
      `${path}: no submission in it; it must hold one folder, file or archive for each student`,
    );
  if (handIns.length > budget.limits.submissions)
    throw new ClassError(
      `${path}: ${handIns.length} submissions; at most ${budget.limits.submissions} are read`,
    );
  const read: Read[] = [];
  for (const [index, handIn] of handIns.entries()) read.push(await readOne(handIn, index, options, budget));
  return settleAttempts(read).map(({ counted, earlier, sameId }) => ({
    ...submissionOf(counted, options.deadline),
    earlier,
    sameId,
  }));
}

async function handInsOf(
  path: string,
  options: ReadOptions,
  budget: ClassBudget,
): Promise<readonly HandIn[]> {
  const pattern = options.idPattern ?? DEFAULT_ID_PATTERN;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new ClassError(`${path}: no such file or folder`);
  if (stats.isDirectory()) {
    const folder = unwrap(path, basename(path), pattern);
    const entries = topEntries(folder).filter((entry) => !options.except?.includes(entry.path.toString()));
    return inLayout({ path: folder, entries, faults: new Map(), times: new Map() }, pattern);
  }
  if (path.toLowerCase().endsWith(".csv")) return manifestHandIns(path);
  if (archiveKindOf(path, firstBytes(path)) === undefined)
    throw new ClassError(
      `${path}: not a class; give a folder, an archive (ZIP or tar), or a manifest (.csv)`,
    );
  const archive = { path, shown: basename(path), scratch: join(options.into, "class.tar") };
  return inLayout(await unpackClass(archive, join(options.into, "class"), budget, pattern), pattern);
}

function inLayout(folder: ClassFolder, pattern: RegExp): readonly HandIn[] {
  const has = (name: string) => folder.entries.some((entry) => entry.name === name && entry.kind === "file");
  if (has(GRADESCOPE_METADATA)) return gradescopeHandIns(folder, join(folder.path, GRADESCOPE_METADATA));
  const manifest = join(folder.path, "manifest.csv");
  if (has("manifest.csv") && isManifest(manifest)) return manifestHandIns(manifest);
  const others = folder.entries.filter(({ name }) => !isMoodleName(name));
  return [...moodleHandIns(folder), ...plainHandIns({ ...folder, entries: others }, pattern)];
}

async function readOne(
  handIn: HandIn,
  index: number,
  options: ReadOptions,
  budget: ClassBudget,
): Promise<Read> {
  const staging = {
    source: handIn.source,
    folder: join(resolve(options.into), `${index + 1}`),
    budget: budget.forSubmission(handIn.source),
  };
  const content =
    handIn.fault === undefined
      ? await readContent(handIn.parts, staging)
      : unreadableContent(handIn.parts, handIn.fault);
  const id = idOf(handIn, content, options.idPattern ?? DEFAULT_ID_PATTERN);
  const rostered = findRostered(options.roster ?? [], id, handIn);
  return { id: rostered?.id ?? id, handIn, content, name: handIn.name ?? rostered?.name };
}

function idOf({ id, label }: HandIn, { names }: Content, pattern: RegExp): string {
  return asId(id ?? onlyIdIn([label], pattern) ?? onlyIdIn(names, pattern) ?? label);
}

function submissionOf({ id, handIn, content, name }: Read, deadline: Date | undefined) {
  const { submittedAt, source, asked } = handIn;
  const { folder, files, hash, unreadable } = content;
  return {
    ...{ id, name, source, folder, files, hash, unreadable, asked },
    submittedAt: submittedAt?.toISOString(),
    isLate: deadline === undefined || submittedAt === undefined ? undefined : submittedAt > deadline,
  };
}
