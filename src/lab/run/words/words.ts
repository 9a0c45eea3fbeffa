/** What a run prints while it goes on. */
import type { ExperimentId } from "../experiment.ts";

export interface RunWords {
  readonly runningLab: string;
  readonly newLab: (hosts: string) => string;
  readonly capturing: (hosts: string) => string;
  readonly server: (host: string, command: string) => string;
  readonly serverEnded: (exitCode: number) => string;
  readonly reading: string;
  readonly questions: Readonly<Record<ExperimentId, string>>;
}
