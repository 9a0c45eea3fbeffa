/** What is to run for a submission, and why. Plain data. */
import type { Outcome } from "./outcome.ts";
import type { Submission } from "./submission.ts";

const LANGUAGES = ["python", "node", "java", "go", "c", "cpp", "php", "ruby"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Limits {
  /** Seconds of wall time for the build, and for the whole judging. */
  readonly buildSeconds: number;
  readonly judgeSeconds: number;
  /** Seconds of processor time of all processes, for each processor core of the machine. */
  readonly cpuSeconds: number;
  readonly memoryMib: number;
  readonly processes: number;
  readonly descriptors: number;
  readonly fileMib: number;
  readonly outputMib: number;
}

export interface Plan {
  readonly submission: Submission;
  /** Settled without running anything. */
  readonly settled: Outcome | undefined;
  readonly language: Language | undefined;
  /** Below the submission's folder: the commands run there, in a scratch copy. */
  readonly workingFolder: string;
  /** Each a command with its arguments; run in order. */
  readonly build: readonly (readonly string[])[];
  readonly command: readonly string[];
  readonly port: number;
  /** The file that binds and listens, and the line that shows it: `server.py:12: s.bind(("0.0.0.0", 45000))`. */
  readonly why: string;
  /** Copied into the scratch folder first; from grade.toml, absolute. */
  readonly extraFiles: readonly string[];
  readonly startTimeoutSeconds: number;
  readonly limits: Limits;
}
