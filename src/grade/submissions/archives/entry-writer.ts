/** Writes an archive's entries below an empty folder: counted, without junk, and never through a link. */
import { closeSync, constants, cpSync, lstatSync, mkdirSync, openSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Budget } from "../budget.ts";
import { SubmissionFault, tooLarge } from "../faults.ts";
import { isCarried, isJunk } from "../names.ts";
import type { ArchiveEntry } from "./entry.ts";
import { entryPath, linkPath } from "./entry-path.ts";
import { writeAll } from "./write-all.ts";

const OVERWRITE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
/** A symbolic link's target is a path. */
const TARGET_BYTES = 4096;

interface Link {
  readonly path: readonly string[];
  readonly target: string;
}

export class EntryWriter {
  readonly #folder: string;
  readonly #archive: string;
  /** Made last, so that nothing is written through one. */
  readonly #links: Link[] = [];

  /** @param archive for messages */
  constructor(folder: string, archive: string) {
    this.#folder = folder;
    this.#archive = archive;
    mkdirSync(folder, { recursive: true });
  }

  /** Returns the path below the folder if a file was written. Of entries with the same name the last one stays. */
  async write(entry: ArchiveEntry, budget: Budget): Promise<string | undefined> {
    budget.addEntry();
    const path = entryPath(entry.name, this.#archive);
    if (path.length === 0 || path.some(isJunk)) return undefined;
    if (path.length > budget.limits.folderDepth)
      throw tooLarge(this.#archive, budget.limits.folderDepth, "folders below each other");
    if (entry.isEncrypted) throw new SubmissionFault({ why: "encrypted", file: this.#archive });
    const place = join(this.#folder, ...path);
    switch (entry.kind) {
      case "folder":
        mkdirSync(place, { recursive: true });
        return undefined;
      case "file":
        mkdirSync(dirname(place), { recursive: true });
        await this.#writeFile(entry, place, budget);
        return path.join("/");
      case "symlink":
        this.#links.push({ path, target: entry.target ?? (await contentAsText(entry)) });
        return undefined;
      case "hardlink":
        this.#copy(entry, path, budget);
        return path.join("/");
      case "other":
        return undefined;
    }
  }

  /**
   * Links in node_modules are left out: only npm's own commands need them.
   * @param onError gets the link's path below the folder
   */
  makeLinks(onError: (path: string, error: unknown) => void): void {
    for (const { path, target } of this.#links.filter((link) => !link.path.some(isCarried))) {
      try {
        linkPath(path, target, this.#archive);
        const place = join(this.#folder, ...path);
        mkdirSync(dirname(place), { recursive: true });
        if (lstatSync(place, { throwIfNoEntry: false }) === undefined) symlinkSync(target, place);
      } catch (error) {
        onError(path.join("/"), error);
      }
    }
  }

  async #writeFile(entry: ArchiveEntry, place: string, budget: Budget): Promise<void> {
    this.#checkSize(entry, entry.size, budget);
    const file = openSync(place, OVERWRITE, entry.isExecutable ? 0o755 : 0o644);
    try {
      let size = 0;
      for await (const chunk of entry.content()) {
        size += chunk.length;
        budget.addBytes(chunk.length);
        this.#checkSize(entry, size, budget);
        writeAll(file, chunk);
      }
    } finally {
      closeSync(file);
    }
  }

  /** A hard link is another name of an earlier file of the same archive. */
  #copy(entry: ArchiveEntry, path: readonly string[], budget: Budget): void {
    const target = entryPath(entry.target ?? "", this.#archive);
    const from = join(this.#folder, ...target);
    const stats = lstatSync(from, { throwIfNoEntry: false });
    if (!stats?.isFile()) throw new Error(`the target of the link ${path.join("/")} is missing`);
    budget.addBytes(stats.size);
    const place = join(this.#folder, ...path);
    mkdirSync(dirname(place), { recursive: true });
    cpSync(from, place);
  }

  #checkSize(entry: ArchiveEntry, size: number, { limits }: Budget): void {
    if (size > limits.fileBytes) throw tooLarge(this.#archive, limits.fileBytes, "bytes in a file");
    if (entry.packedSize === undefined || size <= limits.ratioFreeBytes) return;
    if (size > limits.ratio * entry.packedSize)
      throw tooLarge(this.#archive, limits.ratio, "times its packed size");
  }
}

async function contentAsText(entry: ArchiveEntry): Promise<string> {
  const chunks: Uint8Array[] = [];
  if (entry.size > TARGET_BYTES) throw new Error(`the target of the link ${entry.name} is too long`);
  for await (const chunk of entry.content()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
