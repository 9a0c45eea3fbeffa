/** What a student handed in, as it lies on the disk after unpacking. Plain data. */

/** Why a submission cannot be read: every language has a sentence for each. */
export type Unreadable =
  /** Nothing but empty folders. */
  | { readonly why: "empty" }
  /** RAR or 7z, which jam does not unpack. */
  | { readonly why: "archive-kind"; readonly file: string; readonly kind: "rar" | "7z" }
  | { readonly why: "encrypted"; readonly file: string }
  | { readonly why: "broken-archive"; readonly file: string; readonly detail: string }
  /** An entry of the archive, or a link, that leads out of its folder. */
  | { readonly why: "escapes"; readonly file: string; readonly entry: string }
  | { readonly why: "too-large"; readonly file: string; readonly limit: string }
  /** Only documents, pictures or a link to somewhere else; `files` names some of them. */
  | { readonly why: "no-code"; readonly files: readonly string[] };

export interface SubmittedFile {
  /** Below the submission's folder, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

export interface Submission {
  /** The NRP, or what `--id-pattern` finds, or the folder's name. Unique within a class, except for `ambiguous` ones. */
  readonly id: string;
  /** The student's name, if the export has it. */
  readonly name: string | undefined;
  /** As it was handed in: a folder, a file or an archive, for messages. */
  readonly source: string;
  /** Absolute; its content is never changed. Holds `files`, node_modules, and links that stay inside; nothing else. */
  readonly folder: string;
  readonly files: readonly SubmittedFile[];
  /** SHA-256 of all names and bytes, in hex. */
  readonly hash: string;
  /** ISO 8601, from the export's own time stamps. */
  readonly submittedAt: string | undefined;
  /** After the deadline; undefined without a deadline or a time stamp. Never changes a grade. */
  readonly isLate: boolean | undefined;
  /** Sources of earlier attempts, which do not count. */
  readonly earlier: readonly string[];
  /** Other people's submissions with the same id, by source. */
  readonly sameId: readonly string[];
  readonly unreadable: Unreadable | undefined;
  /** What the manifest says of this submission. */
  readonly asked: { readonly command?: readonly string[]; readonly port?: number };
}
