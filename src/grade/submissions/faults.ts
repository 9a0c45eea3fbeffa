/** How reading fails: one submission cannot be read, or the whole class cannot. */
import type { Unreadable } from "../submission.ts";
import type { LimitKind } from "./limits.ts";

/** Costs one submission. */
export class SubmissionFault extends Error {
  readonly unreadable: Unreadable;

  constructor(unreadable: Unreadable) {
    super(unreadable.why);
    this.unreadable = unreadable;
  }
}

export function tooLarge(file: string, limit: number, kind: LimitKind): SubmissionFault {
  return new SubmissionFault({ why: "too-large", file, limit: `${limit} ${kind}` });
}

/** The class, its manifest or its roster cannot be used: a usage error, in one line. */
export class ClassError extends Error {}

/** Errors of the machine, not of the archive: a full disk is nobody's mistake in what was handed in. */
const OF_THE_MACHINE = ["ENOSPC", "EDQUOT", "EROFS", "EIO", "EACCES", "EPERM", "EMFILE", "ENFILE", "ENOMEM"];

/** Of an error while an archive was unpacked. Throws what is not the archive's fault. */
export function faultOf(error: unknown, file: string): SubmissionFault {
  if (error instanceof SubmissionFault) return error;
  if (!(error instanceof Error) || error instanceof ClassError) throw error;
  if ("code" in error && typeof error.code === "string" && OF_THE_MACHINE.includes(error.code)) throw error;
  return new SubmissionFault({ why: "broken-archive", file, detail: detailOf(error) });
}

/** A library's message without this machine's paths. */
function detailOf(error: Error): string {
  return error.message.replace(/,? ?[a-z]+ '[^']*'( -> '[^']*')?/g, "").trim() || error.name;
}
