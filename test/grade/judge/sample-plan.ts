/** A plan of a submission with these files, for tests that run nothing. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Limits, Plan } from "../../../src/grade/plan.ts";

/** Time is ample: on a machine that is busy with other tests, a second of work takes many. */
export const LIMITS: Limits = {
  ...{ buildSeconds: 90, judgeSeconds: 90, cpuSeconds: 30, memoryMib: 128, processes: 64 },
  ...{ descriptors: 256, fileMib: 8, outputMib: 2 },
};

export function samplePlan(folder: string, paths: readonly string[], changes: Partial<Plan> = {}): Plan {
  const files = paths.map((path) => ({ path, size: statSync(join(folder, path)).size }));
  return {
    submission: {
      ...{
        id: "5025201001",
        name: undefined,
        source: folder,
        folder,
        files,
        hash: "",
        submittedAt: undefined,
      },
      ...{ isLate: undefined, earlier: [], sameId: [], unreadable: undefined, asked: {} },
    },
    ...{ settled: undefined, language: undefined, workingFolder: ".", build: [], command: [], port: 45_000 },
    ...{ why: "", extraFiles: [], startTimeoutSeconds: 90, limits: LIMITS },
    ...changes,
  };
}
