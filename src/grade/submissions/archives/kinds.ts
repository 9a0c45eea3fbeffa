/** The first bytes of a file → which archive it is. A name alone proves nothing: a RAR may be called x.zip. */
import { extensionOf } from "../names.ts";

export type ArchiveKind = "zip" | "tar" | "gzip" | "bzip2" | "xz" | "rar" | "7z";

/** Bytes at the start that show the kind: a tar has its magic at 257. */
export const MAGIC_BYTES = 262;

const MAGICS: readonly (readonly [ArchiveKind, number, readonly number[]])[] = [
  ["zip", 0, [0x50, 0x4b, 0x03, 0x04]],
  // An empty ZIP, and the first part of a split one.
  ["zip", 0, [0x50, 0x4b, 0x05, 0x06]],
  ["zip", 0, [0x50, 0x4b, 0x07, 0x08]],
  ["gzip", 0, [0x1f, 0x8b]],
  ["bzip2", 0, [0x42, 0x5a, 0x68]],
  ["xz", 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ["rar", 0, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ["7z", 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ["tar", 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
];

const EXTENSIONS: Readonly<Record<string, ArchiveKind>> = {
  ...{ zip: "zip", zipx: "zip", tar: "tar", rar: "rar", "7z": "7z" },
  ...{ gz: "gzip", tgz: "gzip", bz2: "bzip2", tbz: "bzip2", tbz2: "bzip2", xz: "xz", txz: "xz" },
};

/** By name only, for what may be an archive: a .docx or a .jar is a ZIP that is not to be unpacked. */
export function mayBeArchive(path: string): boolean {
  const extension = extensionOf(path);
  return extension === "" || extension in EXTENSIONS;
}

/** @param start the first `MAGIC_BYTES` bytes */
export function archiveKindOf(path: string, start: Uint8Array): ArchiveKind | undefined {
  if (!mayBeArchive(path)) return undefined;
  const kind = MAGICS.find(([, at, magic]) => magic.every((byte, index) => start[at + index] === byte))?.[0];
  return kind ?? EXTENSIONS[extensionOf(path)];
}

/** `tugas.tar.gz` → `tugas`. */
export function withoutArchiveExtension(name: string): string {
  return name.replace(/(?<=.)(\.tar)?\.(zipx?|tar|rar|7z|gz|tgz|bz2|tbz2?|xz|txz)$/i, "");
}
