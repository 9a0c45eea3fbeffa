/** A plan of a submission with these files, for tests that run nothing. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Limits, Plan } from "../../../src/grade/plan.ts";

export const LIMITS: Limits = {
  ...{ buildSeconds: 20, judgeSeconds: 60, cpuSeconds: 30, memoryMib: 128, processes: 64 },
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
    ...{ why: "", extraFiles: [], startTimeoutSeconds: 15, limits: LIMITS },
    ...changes,
  };
}
