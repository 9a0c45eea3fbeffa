/** Counts what is unpacked or copied for one submission, and for the class, and stops at the limits. */
import { tooLarge } from "./faults.ts";
import type { ReadLimits } from "./limits.ts";

interface Spent {
  bytes: number;
  entries: number;
}

export class ClassBudget {
  readonly limits: ReadLimits;
  readonly spent: Spent = { bytes: 0, entries: 0 };

  constructor(limits: ReadLimits) {
    this.limits = limits;
  }

  /** @param source of the submission, for messages */
  forSubmission(source: string): Budget {
    return new Budget(this, source);
  }
}

export class Budget {
  readonly limits: ReadLimits;
  readonly #class: ClassBudget;
  readonly #source: string;
  readonly #spent: Spent = { bytes: 0, entries: 0 };

  constructor(ofClass: ClassBudget, source: string) {
    this.limits = ofClass.limits;
    this.#class = ofClass;
    this.#source = source;
  }

  addEntry(): void {
    this.#spent.entries += 1;
    this.#class.spent.entries += 1;
    const { submissionEntries, classEntries } = this.limits;
    if (this.#spent.entries > submissionEntries)
      throw tooLarge(this.#source, submissionEntries, "files and folders");
    if (this.#class.spent.entries > classEntries)
      throw tooLarge(this.#source, classEntries, "files and folders in the class");
  }

  addBytes(bytes: number): void {
    this.#spent.bytes += bytes;
    this.#class.spent.bytes += bytes;
    const { submissionBytes, classBytes } = this.limits;
    if (this.#spent.bytes > submissionBytes) throw tooLarge(this.#source, submissionBytes, "bytes");
    if (this.#class.spent.bytes > classBytes) throw tooLarge(this.#source, classBytes, "bytes in the class");
  }

  /** What this submission spent is free again: its files were deleted. */
  refund(): void {
    this.#class.spent.bytes -= this.#spent.bytes;
    this.#class.spent.entries -= this.#spent.entries;
    this.#spent.bytes = 0;
    this.#spent.entries = 0;
  }
}
