/** One entry of an archive, as the reader of its format hands it on. Plain data, and its bytes on demand. */
export interface ArchiveEntry {
  /** As it stands in the archive, decoded; not yet trusted. */
  readonly name: string;
  readonly kind: "file" | "folder" | "symlink" | "hardlink" | "other";
  /** Of a link in a tar; in a ZIP the target is the content. */
  readonly target: string | undefined;
  readonly isEncrypted: boolean;
  /** Bytes after unpacking, as the archive claims. */
  readonly size: number;
  /** Bytes in the archive; undefined if the whole archive is compressed at once. */
  readonly packedSize: number | undefined;
  readonly isExecutable: boolean;
  readonly modifiedAt: Date | undefined;
  /** Checked against the CRC of the archive, if its format has one. */
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** Calls `visit` for each entry, one after another. `content` can be read only within the call. */
export type ReadArchive = (
  file: string,
  visit: (entry: ArchiveEntry) => Promise<void> | void,
) => Promise<void>;
