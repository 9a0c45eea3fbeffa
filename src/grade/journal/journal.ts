/** The journal of a result folder: one JSON line an entry, on the disk before it counts, written by one process. */
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { lockFile } from "../../proc/file-lock.ts";
import type { Entry } from "./entry.ts";
import { type Known, readJournal } from "./read-journal.ts";

export const JOURNAL = "journal.jsonl";

/** Another process writes this journal. */
export class JournalInUse extends Error {}

export class Journal implements Disposable {
  readonly known: Known;
  readonly #descriptor: number;
  #size: number;

  readonly #folder: string;

  private constructor(folder: string, descriptor: number) {
    this.#folder = folder;
    const text = readFileSync(descriptor);
    this.#descriptor = descriptor;
    this.known = readJournal(text.toString());
    this.#size = text.lastIndexOf(0x0a) + 1;
    // What is torn would spoil the next line.
    if (this.#size < text.length) ftruncateSync(descriptor, this.#size);
  }

  /** Makes the folder and the file where they are missing. @throws {JournalInUse} */
  static open(folder: string): Journal {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, JOURNAL);
    const descriptor = openSync(file, "a+");
    if (!lockFile(descriptor)) {
      closeSync(descriptor);
      throw new JournalInUse(file);
    }
    syncFolder(folder);
    return new Journal(folder, descriptor);
  }

  /** Returns when it is on the disk. @throws the system's error, such as ENOSPC; then nothing of it is in the file */
  add(entry: Entry): void {
    const bytes = Buffer.from(`${JSON.stringify(entry)}\n`);
    try {
      for (let written = 0; written < bytes.length; )
        written += writeSync(this.#descriptor, bytes, written, bytes.length - written);
      fsyncSync(this.#descriptor);
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  /** A run that began nothing leaves nothing. */
  [Symbol.dispose](): void {
    if (this.#size === 0) removeEmpty(this.#folder);
    closeSync(this.#descriptor);
  }
}

function removeEmpty(folder: string): void {
  rmSync(join(folder, JOURNAL), { force: true });
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** A new file's name is on the disk only when its folder is. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
