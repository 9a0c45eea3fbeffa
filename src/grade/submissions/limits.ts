/** What a class and one submission may hold. A submission beyond its limits is `too-large`, and costs no other one. */

const MIB = 1024 * 1024;

export interface ReadLimits {
  /** Submissions in a class. */
  readonly submissions: number;
  /** Bytes of one file, after unpacking. */
  readonly fileBytes: number;
  /** Bytes of one submission, after unpacking; node_modules included. */
  readonly submissionBytes: number;
  /** Files, folders and links of one submission; node_modules included. */
  readonly submissionEntries: number;
  /** Folders below each other. */
  readonly folderDepth: number;
  /** Archives inside each other. */
  readonly archiveDepth: number;
  /** Unpacked bytes for each byte of an archive, beyond the first `ratioFreeBytes`. */
  readonly ratio: number;
  /** Bytes that an archive may unpack to at any ratio: logs and bitmaps of a program compress well. */
  readonly ratioFreeBytes: number;
  /** Bytes and entries that all archives of a class may unpack to. */
  readonly classBytes: number;
  readonly classEntries: number;
}

export const READ_LIMITS: ReadLimits = {
  submissions: 5000,
  fileBytes: 100 * MIB,
  submissionBytes: 256 * MIB,
  submissionEntries: 20_000,
  folderDepth: 32,
  archiveDepth: 3,
  ratio: 200,
  ratioFreeBytes: 16 * MIB,
  classBytes: 8192 * MIB,
  classEntries: 1_000_000,
};

/** Bytes of a name and of a path below the submission: Linux takes 255 and 4096. */
export const NAME_BYTES = 255;
export const PATH_BYTES = 2048;

/** Bytes of a roster, a manifest, a list of grades, or submission_metadata.yml, which holds every test's output. */
export const TABLE_BYTES = 64 * MIB;

/** Characters of an id, a name or a source. */
export const TEXT_CHARACTERS = 200;

/** Of an id: with an ending it is still the name of a file. */
export const ID_BYTES = 200;

/** Names that a message lists. */
export const LISTED_FILES = 5;

/** What a limit counts. Every language has a phrase for each; in `Unreadable` it follows the number. */
export const LIMIT_KINDS = [
  ...(["bytes", "bytes in a file", "bytes in the class", "bytes in a name", "bytes in a path"] as const),
  ...(["files and folders", "files and folders in the class"] as const),
  ...(["folders below each other", "archives inside each other", "times its packed size"] as const),
] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];
