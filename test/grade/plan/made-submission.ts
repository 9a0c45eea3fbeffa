/** Submissions for tests: written to a folder, and described as reading a class describes them. */
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Submission } from "../../../src/grade/submission.ts";

export function submissionOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  more: Partial<Submission> = {},
): Submission {
  const folder = mkdtempSync(join(tmpdir(), "jam-plan-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
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
