/** Gradescope's export: `submission_metadata.yml` says who handed in which folder, and when. */
import { readFileSync, statSync } from "node:fs";
import { ClassError } from "../faults.ts";
import type { ClassFolder, HandIn } from "../hand-in.ts";
import { TABLE_BYTES } from "../limits.ts";
import { visible } from "../names.ts";

/** A group's submission counts for each of its members. */
export function gradescopeHandIns(folder: ClassFolder, metadataFile: string): readonly HandIn[] {
  return Object.entries(recordOf(readYaml(metadataFile))).flatMap(([key, value]) => {
    const submission = recordOf(value);
    const submitters = listOf(submission[":submitters"]).map(recordOf);
    const name = visible(key);
    const entry = folder.entries.find((candidate) => candidate.name === name && candidate.kind === "folder");
    return (submitters.length > 0 ? submitters : [{}]).map((submitter): HandIn => {
      const sid = textOf(submitter[":sid"]);
      const email = textOf(submitter[":email"]);
      const person = textOf(submitter[":name"]);
      return {
        ...{ id: sid ?? email, email, name: person === undefined ? undefined : visible(person) },
        ...{ source: name, label: name, attempt: undefined, asked: {} },
        person: email ?? person ?? sid ?? key,
        submittedAt: dateOf(submission[":created_at"]),
        earlier: listOf(submission[":history"]).map(recordOf).flatMap(earlierOf),
        parts: entry === undefined ? [] : [{ path: entry.path, isFolder: true, as: name }],
        fault: folder.faults.get(name) ?? (entry === undefined ? { why: "empty" } : undefined),
      };
    });
  });
}

function readYaml(file: string): unknown {
  if (statSync(file).size > TABLE_BYTES) throw new ClassError(`${file}: larger than ${TABLE_BYTES} bytes`);
  try {
    return Bun.YAML.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ClassError(`${file}: ${error instanceof Error ? error.message : "not YAML"}; export it again`);
  }
}

function earlierOf(attempt: Readonly<Record<string, unknown>>): readonly string[] {
  const id = textOf(attempt[":id"]);
  const at = dateOf(attempt[":created_at"]);
  if (id === undefined) return [];
  return [`submission_${visible(id)}${at === undefined ? "" : ` (${at.toISOString()})`}`];
}

/** `2026-11-20 14:21:33.123456000 -05:00`, or with `Z` or `+0700`, as Ruby writes it. */
function dateOf(value: unknown): Date | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d* ?(Z|UTC|[+-]\d\d:?\d\d)$/.exec(
    textOf(value) ?? "",
  );
  if (match === null) return undefined;
  const [, day, time, zone = ""] = match;
  const offset = zone.startsWith("U") ? "Z" : zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
  const date = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
