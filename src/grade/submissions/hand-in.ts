/** What a student handed in, as the class's layout tells it, before anything is opened. Plain data. */
import type { Unreadable } from "../submission.ts";

export interface Part {
  /** Bytes, because a name on the disk need not be UTF-8. */
  readonly path: Buffer;
  readonly isFolder: boolean;
  /** The name of a file within the submission. What is in a folder keeps its own names. */
  readonly as: string;
}

export interface HandIn {
  /** As the export or the manifest states it; otherwise it is looked for in `label` and in the names of the files. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly source: string;
  /** The name that is the student's: of the folder, or of the file without its extension. */
  readonly label: string;
  /** Equal for attempts of one person, different for two people. */
  readonly person: string;
  /** Counted in the name, such as 2 in `5025211001 (2).zip`. */
  readonly attempt: number | undefined;
  readonly submittedAt: Date | undefined;
  /** Attempts that the export lists without their files. */
  readonly earlier: readonly string[];
  readonly parts: readonly Part[];
  readonly asked: { readonly command?: readonly string[]; readonly port?: number };
  /** Found while the class's own archive was unpacked. */
  readonly fault: Unreadable | undefined;
}

/** An entry of the class's folder. */
export interface TopEntry {
  /** Visible. */
  readonly name: string;
  readonly path: Buffer;
  readonly kind: "folder" | "file" | "link";
}

/** A class's folder, with what only its archive knew. */
export interface ClassFolder {
  readonly path: string;
  readonly entries: readonly TopEntry[];
  /** By the name of the entry: why the archive's part of it could not be unpacked. */
  readonly faults: ReadonlyMap<string, Unreadable>;
  /** By the name of the entry: the newest time stamp in the archive. */
  readonly times: ReadonlyMap<string, Date>;
}
