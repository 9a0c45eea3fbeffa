/** Submissions for tests: written to a folder, and described as reading a class describes them. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Submission } from "../../../src/grade/submission.ts";
import { madeFolder } from "./made-folder.ts";

export function submissionOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  more: Partial<Submission> = {},
): Submission {
  const folder = madeFolder(files);
  return {
    ...{
      id: "5025211001",
      name: undefined,
      source: "5025211001.zip",
      folder,
      hash: "",
      submittedAt: undefined,
    },
    ...{ isLate: undefined, earlier: [], sameId: [], unreadable: undefined, asked: {} },
    files: Object.keys(files).map((path) => ({ path, size: statSync(join(folder, path)).size })),
    ...more,
  };
}
