/** What grade.toml decides, for the class and for one student. Plain data. */
import type { Weights } from "../../../check/result.ts";
import type { Limits } from "../../plan.ts";
import type { Submission } from "../../submission.ts";
import { DEFAULT_LIMITS, PORT, START_TIMEOUT } from "./limits.ts";

/** What is written, in the file's words: `start-timeout` is `startTimeout`. */
export interface Written {
  /** The file that is the server; how it is built and started follows from its language. */
  readonly server?: string;
  readonly command?: readonly string[];
  readonly build?: readonly (readonly string[])[];
  /** Below the submission: where the commands run. */
  readonly folder?: string;
  readonly port?: number;
  /** Absolute. */
  readonly extraFiles?: readonly string[];
  /** Seconds. */
  readonly startTimeout?: number;
  readonly limits?: Partial<Limits>;
  readonly weights?: Weights;
  /** ISO 8601, with the offset that was written. */
  readonly deadline?: string;
}

export interface GradeConfig {
  /** Where it was read, for messages; undefined without a file. */
  readonly file: string | undefined;
  readonly ofClass: Written;
  /** By id. */
  readonly students: ReadonlyMap<string, Written>;
}

export const NO_CONFIG: GradeConfig = { file: undefined, ofClass: {}, students: new Map() };

/** A key that is not written has its default, or is missing. */
export interface Settings extends Omit<Written, "limits"> {
  readonly port: number;
  readonly extraFiles: readonly string[];
  readonly startTimeout: number;
  readonly limits: Limits;
  /** Who wrote the command or the server's file. */
  readonly decidedBy: "student" | "manifest" | "class" | undefined;
}

/** A student's own table overrides the manifest, which overrides the class. */
export function settingsOf(
  { ofClass, students }: GradeConfig,
  { id, asked }: Pick<Submission, "id" | "asked">,
): Settings {
  const own = students.get(id) ?? {};
  const decidedBy = decides(own)
    ? "student"
    : decides(asked)
      ? "manifest"
      : decides(ofClass)
        ? "class"
        : undefined;
  // A class's build does not fit a student's command; a student's build fits any.
  const base = { student: own, manifest: asked, class: ofClass }[decidedBy ?? "class"];
  return {
    port: PORT.default,
    extraFiles: [],
    startTimeout: START_TIMEOUT.default,
    ...without(ofClass),
    ...without(asked),
    ...without(own),
    ...howOf({ ...base, ...howOf(own) }),
    limits: { ...DEFAULT_LIMITS, ...ofClass.limits, ...own.limits },
    decidedBy,
  };
}

function decides(written: Written): boolean {
  return written.command !== undefined || written.server !== undefined;
}

/** The keys that together say what runs. */
function howOf({ server, command, build, folder }: Written): Written {
  return {
    ...(server === undefined ? {} : { server }),
    ...(command === undefined ? {} : { command }),
    ...(build === undefined ? {} : { build }),
    ...(folder === undefined ? {} : { folder }),
  };
}

function without({ server, command, build, folder, limits, ...others }: Written): Omit<Written, "limits"> {
  return others;
}
