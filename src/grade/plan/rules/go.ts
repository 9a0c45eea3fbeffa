/** Go: one `package main` in a folder, whose other files without a main belong to it, with go.mod or without. */
import { ancestorsOf, below, join, parentOf, word } from "../sources/paths.ts";
import type { Source } from "../sources/source.ts";
import { distinct } from "./loaded-files.ts";
import { type ArgumentStyle, portsIn, portWordsOf } from "./port-words.ts";
import { BUILT, type Project, type Rule } from "./rule.ts";
import { withEnvironment } from "./with-environment.ts";

const MAIN = /^func\s+main\s*\(\s*\)/m;
const PACKAGE = /^[ \t]*package\s+(\w+)/m;
const IMPORTS = /^import\s*(?:\(([^)]{0,4000})\)|(?:[\w.]+\s+)?("[^"\n]{1,200}"))/gm;

const ARGUMENTS: ArgumentStyle = {
  argument: /\b(?:os\.Args\s*\[\s*(\d+)\s*\]|flag\.Arg\s*\(\s*0\s*\))/,
  first: 1,
  aliases: [
    { declares: /\b(\w+)\s*:?=\s*os\.Args\s*\[\s*1\s*:\s*\]/, first: 0 },
    { declares: /\b(\w+)\s*:?=\s*os\.Args\b(?!\s*\[)/, first: 1 },
  ],
  options: [
    {
      declares:
        /\b\w+\.(Int|Uint|String)\w*\s*\(\s*(?:&[\w.]{1,60}\s*,\s*)?"([\w-]{1,40})"\s*,\s*([^,\n]{0,80}),\s*"([^"\n]{0,200})"/,
      words: ([, type, name = "", fallback = "", usage = ""], port) => {
        if (!/port|addr|listen|bind/i.test(`${name} ${usage}`)) return undefined;
        const isAddress = type === "String" && fallback.includes(":");
        return /port/i.test(`${name} ${usage}`) || isAddress
          ? [`-${name}`, `${isAddress ? ":" : ""}${port}`]
          : undefined;
      },
    },
  ],
};

export const GO: Rule = {
  signs: {
    opens: /\b(?:net|tls)\s*\.\s*Listen(?:TCP)?\s*\(|\bListenConfig\s*\{|\bnet\.FileListener\s*\(/,
    binds: /\bsyscall\.Bind\s*\(/,
    listens: /\bsyscall\.Listen\s*\(/,
    connects: /\bnet\s*\.\s*Dial\w*\s*\(|\bDialer\s*\{|\btls\s*\.\s*Dial/,
    udp: /\bnet\s*\.\s*Listen(?:UDP|Packet)\s*\(/,
    http: /\bhttp\s*\.\s*ListenAndServe\w*\s*\(/,
    importLine: /^\s*import\b/,
  },
  startsOf: ({ code, name }) =>
    MAIN.test(code) && PACKAGE.exec(code)?.[1] === "main" && !name.endsWith("_test.go") ? "main" : "no",
  usesOf: (source, project) => [...besides(source, project.sources), ...packagesOf(source, project)],
  startOf: (source, project) => {
    const { closureOf, port, paths } = project;
    const closure = closureOf(source);
    const { words, environment } = portWordsOf(closure, ARGUMENTS, port, portsIn(closure));
    const module = moduleFolderOf(source, closure, project);
    const workingFolder = module ?? source.folder;
    const files = [source, ...besides(source, project.sources)].map(({ path, isOfCourse }) =>
      isOfCourse ? path : word(below(workingFolder, path)),
    );
    const hasVendor = paths.includes(join(workingFolder, "vendor/modules.txt"));
    const build = [
      "go",
      "build",
      ...(module !== undefined && hasVendor ? ["-mod=vendor"] : []),
      "-o",
      BUILT,
      ...files,
    ];
    return {
      language: "go",
      workingFolder,
      // Without packages beside it, what go.mod asks of the compiler's version does not matter.
      build: [module === undefined ? withEnvironment(["GO111MODULE=off", "GOFLAGS="], build) : build],
      command: withEnvironment(environment, [`./${BUILT}`, ...words]),
      notes: [],
    };
  },
};

/** Of the same package: another program's main beside it is another program. */
function besides(source: Source, sources: readonly Source[]): readonly Source[] {
  const name = PACKAGE.exec(source.code)?.[1];
  return sources.filter(
    (each) =>
      each !== source &&
      each.family === "go" &&
      (each.isOfCourse || each.folder === source.folder) &&
      each.standing !== "copy" &&
      PACKAGE.exec(each.code)?.[1] === name &&
      !each.name.endsWith("_test.go") &&
      !MAIN.test(each.code),
  );
}

/** The submission's own packages that it imports. */
function packagesOf(
  source: Source,
  { sources, hasFile }: Pick<Project, "sources" | "hasFile">,
): readonly Source[] {
  const imported = importsOf(source);
  return sources.filter(
    ({ family, folder, name, isOfCourse }) =>
      family === "go" &&
      !isOfCourse &&
      !name.endsWith("_test.go") &&
      ancestorsOf(folder).some(
        (root) =>
          hasFile(join(root, "go.mod")) &&
          imported.some((path) => root !== folder && path.endsWith(`/${below(root, folder)}`)),
      ),
  );
}

function importsOf({ plain }: Source): readonly string[] {
  const written = [...plain.matchAll(IMPORTS)].map(([, several = "", one = ""]) => `${several}${one}`);
  return distinct([...written.join(" ").matchAll(/"([^"\n]{1,200})"/g)].map(([, path = ""]) => path));
}

/** Where go.mod is, if the program needs it: it has packages of its own, or imports other people's. */
function moduleFolderOf(
  source: Source,
  closure: readonly Source[],
  { hasFile }: Project,
): string | undefined {
  const needsModule =
    closure.some(({ folder, isOfCourse }) => !isOfCourse && folder !== source.folder) ||
    closure.some((each) => importsOf(each).some((path) => path.split("/")[0]?.includes(".")));
  if (!needsModule) return undefined;
  return (
    ancestorsOf(source.folder).find((folder) => hasFile(join(folder, "go.mod"))) ?? parentOf(source.path)
  );
}
