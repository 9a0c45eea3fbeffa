/** The server of a submission by the rules of its language, or by its file if a person names that. */

import { choose } from "./choose.ts";
import type { Settings } from "./config/settings.ts";
import { type Found, noServer, several } from "./found.ts";
import { locate } from "./locate.ts";
import { noServerOf } from "./no-server.ts";
import { isHttp, openedAt, type Program, programsOf } from "./program.ts";
import { startedByPackage } from "./rules/node.ts";
import { portsIn } from "./rules/port-words.ts";
import { RULES } from "./rules/registry.ts";
import type { Note, Project } from "./rules/rule.ts";
import { OTHER_LANGUAGES } from "./sources/families.ts";
import type { Sources } from "./sources/read-sources.ts";
import { extensionOf, lineAt } from "./sources/source.ts";

/** Of a list, so many; and characters of a line. */
const SHOWN_FILES = 5;
const SHOWN_CHARACTERS = 120;

interface Chosen {
  readonly program: Program;
  readonly notes: readonly Note[];
}

export function byRules({ sources, read }: Sources, paths: readonly string[], settings: Settings): Found {
  const known = new Set(paths);
  const hasFile = (path: string) => known.has(path);
  const programs = programsOf(sources, hasFile);
  const closures = new Map(programs.map(({ source, closure }) => [source, closure]));
  const closureOf: Project["closureOf"] = (source) => closures.get(source) ?? [source];
  const project: Project = { sources, hasFile, paths, read, port: settings.port, closureOf };
  const found =
    settings.server === undefined ? chosenOf(programs, project) : namedOf(settings.server, programs, paths);
  if ("kind" in found) return found;
  const { program, notes } = found;
  const start = RULES[program.source.family].startOf(program.source, project);
  return {
    kind: "start",
    language: start.language,
    workingFolder: settings.folder ?? start.workingFolder,
    build: settings.build ?? start.build,
    command: start.command,
    reason: {
      shown: shownOf(program),
      decidedBy: settings.decidedBy,
      notes: [...startNotes(program, settings.port, start.command), ...start.notes, ...notes],
    },
  };
}

function chosenOf(programs: readonly Program[], project: Project): Chosen | Found {
  const { candidates, setAside } = choose(programs);
  const files = setAside.map(({ source }) => source.path).slice(0, SHOWN_FILES);
  const notes: readonly Note[] = files.length === 0 ? [] : [{ kind: "set-aside", files }];
  const [first, second] = candidates;
  if (first === undefined) return noServer(noServerOf(programs, project.paths));
  if (second === undefined) return { program: first, notes };
  // Which one package.json starts is the student's own word.
  const started = startedByPackage(project).flatMap(({ file, by }) =>
    candidates
      .filter(({ source }) => source.family === "node" && [file, `${file}.js`].includes(source.path))
      .map((program) => ({ program, by })),
  );
  const [only, more] = started;
  if (only === undefined || more !== undefined) return several(candidates.map(({ source }) => source.path));
  return { program: only.program, notes: [{ kind: "named-by", file: only.by }, ...notes] };
}

function namedOf(name: string, programs: readonly Program[], paths: readonly string[]): Chosen | Found {
  const where = locate(name, paths);
  if (where.kind === "several") return several(where.paths);
  const program = programs.find(({ source }) => where.kind === "one" && source.path === where.path);
  if (program !== undefined) return { program, notes: [] };
  const language = OTHER_LANGUAGES[extensionOf(name)];
  if (where.kind === "missing" || language === undefined)
    return noServer({ kind: "missing-file", file: name });
  return noServer({ kind: "other-language", file: name, language });
}

function shownOf(program: Program): string {
  const at = openedAt(program);
  if (at === undefined) return program.source.path;
  const line = lineAt(at);
  const shown = line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
  return `${at.source.path}:${at.line}: ${shown}`;
}

function startNotes(program: Program, port: number, command: readonly string[]): readonly Note[] {
  const at = openedAt(program);
  const ports = portsIn(program.closure).slice(0, SHOWN_FILES);
  const isGiven = command.some((word) => word.includes(String(port)));
  const notes: Note[] = [];
  if (at !== undefined && at.source !== program.source)
    notes.push({ kind: "starts", file: program.source.path });
  if (at !== undefined && isHttp(program)) notes.push({ kind: "http" });
  if (ports.length > 0 && !ports.includes(port) && !isGiven)
    notes.push({ kind: "other-port", ports, asked: port });
  return notes;
}
