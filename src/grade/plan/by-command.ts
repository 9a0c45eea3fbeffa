/** A command from grade.toml or the manifest: where it runs, and in which language its server is written. */
import { basename } from "node:path";
import type { Language } from "../plan.ts";
import type { Settings } from "./config/settings.ts";
import { type Found, noServer, several } from "./found.ts";
import { locate } from "./locate.ts";
import { FAMILIES, FAMILY_NAMES } from "./sources/families.ts";
import { extensionOf } from "./sources/source.ts";

/** Where a command may have the port that is asked for. */
const PORT = "{port}";

const PROGRAMS: Readonly<Record<string, Language>> = {
  ...{ python: "python", pypy: "python", node: "node", nodejs: "node", java: "java", go: "go" },
  ...{ php: "php", ruby: "ruby", cc: "c", gcc: "c", "c++": "cpp", "g++": "cpp" },
};

export function byCommand(given: readonly string[], settings: Settings, paths: readonly string[]): Found {
  const command = given.map((word) => word.replaceAll(PORT, String(settings.port)));
  const named = fileOf(command, settings);
  const where = named === undefined ? undefined : locate(named, paths);
  if (where?.kind === "several") return several(where.paths);
  if (where?.kind === "missing" && named !== undefined)
    return noServer({ kind: "missing-file", file: named });
  const holder =
    where?.kind === "one" && named !== undefined ? folderBefore(where.path, named) : topFolderOf(paths);
  return {
    kind: "start",
    language: languageOf(command),
    workingFolder: settings.folder ?? holder,
    build: settings.build ?? [],
    command,
    reason: { shown: undefined, decidedBy: settings.decidedBy, notes: [] },
  };
}

/** The first word that is a source file of the submission: it has to be there. What a build makes need not. */
function fileOf(command: readonly string[], { folder, extraFiles }: Settings): string | undefined {
  const isCourses = (word: string) => extraFiles.some((file) => basename(file) === word.replace(/^\.\//, ""));
  const isSource = (word: string) =>
    FAMILY_NAMES.some((name) => FAMILIES[name].extensions.includes(extensionOf(word)));
  const word = command.find((each) => !/^[-/]/.test(each) && isSource(each));
  if (word === undefined || isCourses(word)) return undefined;
  return folder === undefined ? word.replace(/^(\.\/)+/, "") : `${folder}/${word}`;
}

function folderBefore(path: string, name: string): string {
  return path.slice(0, path.length - name.length).replace(/\/$/, "") || ".";
}

/** An archive often holds one folder with everything in it. */
function topFolderOf(paths: readonly string[]): string {
  const [first = ""] = paths;
  const top = first.split("/")[0] ?? "";
  return paths.every((path) => path.startsWith(`${top}/`)) ? top : ".";
}

function languageOf(command: readonly string[]): Language | undefined {
  const names = command.map((word) => basename(word).replace(/[\d.]+$/, ""));
  return names.map((name) => PROGRAMS[name]).find((language) => language !== undefined);
}
