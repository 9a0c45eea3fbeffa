/** What is to run for a submission, and why: grade.toml and the manifest decide, otherwise the rules. Runs nothing. */
import type { Language } from "../../language.ts";
import type { Outcome } from "../outcome.ts";
import type { Plan } from "../plan.ts";
import type { Submission } from "../submission.ts";
import { byCommand } from "./by-command.ts";
import { byRules } from "./by-rules.ts";
import { type GradeConfig, type Settings, settingsOf } from "./config/settings.ts";
import type { Found } from "./found.ts";
import { readSources } from "./sources/read-sources.ts";
import { settledText, startText } from "./texts/why.ts";

/** @param language of `why` */
export function planOf(submission: Submission, config: GradeConfig, language: Language = "en"): Plan {
  const settings = settingsOf(config, submission);
  const { port, extraFiles, limits, startTimeout: startTimeoutSeconds } = settings;
  const given = { submission, port, extraFiles, startTimeoutSeconds, limits };
  const found = find(submission, settings);
  if (found.kind === "start") {
    const { workingFolder, build, command, reason } = found;
    const why = startText(reason, config.file ?? "grade.toml", language);
    return { ...given, settled: undefined, language: found.language, workingFolder, build, command, why };
  }
  const why = settledText(found.outcome, language);
  const nothing = { language: undefined, workingFolder: ".", build: [], command: [] };
  return { ...given, ...nothing, settled: found.outcome, why };
}

function find(submission: Submission, settings: Settings): Found {
  const settled = settledBefore(submission, settings);
  if (settled !== undefined) return { kind: "settled", outcome: settled };
  const paths = submission.files.map(({ path }) => path);
  if (settings.command !== undefined) return byCommand(settings.command, settings, paths);
  return byRules(readSources(submission, settings.extraFiles), paths, settings);
}

function settledBefore(
  { unreadable, sameId, source }: Submission,
  { command, decidedBy }: Settings,
): Outcome | undefined {
  // A `server.py.txt` is a document, until someone who looked at it gives its command.
  const isDecided = unreadable?.why === "no-code" && decidedBy === "student" && command !== undefined;
  if (unreadable !== undefined && !isDecided) return { state: "cannot-read", why: unreadable };
  if (sameId.length === 0) return undefined;
  return { state: "undecided", why: { kind: "same-id", sources: [source, ...sameId] } };
}
