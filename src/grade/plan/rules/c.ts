/** C and C++: by the Makefile, if it links the server's file, otherwise by the compiler with the files that it needs. */
import { ancestorsOf, below, join, word } from "../sources/paths.ts";
import type { Source } from "../sources/source.ts";
import { distinct } from "./loaded-files.ts";
import { linkedBy, makefileNames } from "./makefile.ts";
import { type ArgumentStyle, portsIn, portWordsOf } from "./port-words.ts";
import { BUILT, type Note, type Project, type Rule } from "./rule.ts";
import { withEnvironment } from "./with-environment.ts";

const MAIN = /(?:^|\b(?:int|void|auto)\s+)main\s*\(/m;
const INCLUDES = /^[ \t]*#[ \t]*include[ \t]*"([^"\n]{1,200})"/gm;
const HEADER = /^\.h/;
const CPP = /^\.(?:cpp|cc|cxx)$/;
/** What some libraries' man pages ask for; both are part of every libc, or empty. */
const LIBRARIES = ["-pthread", "-lm"];

const ARGUMENTS: ArgumentStyle = {
  argument: /\bargv\s*\[\s*(\d+|argc\s*-\s*1)\s*\]/,
  first: 1,
  aliases: [],
  options: [
    { declares: /\bgetopt\s*\([^;"]{0,100}"[^"\n]{0,40}p:/, words: (_, port) => ["-p", String(port)] },
    {
      declares: /\{\s*"([\w-]*port)"\s*,\s*required_argument/,
      words: ([, name = ""], port) => [`--${name}`, String(port)],
    },
  ],
};

export const C: Rule = {
  signs: {
    opens: /\btcp\s*::\s*acceptor\b/,
    binds: /(?<![\w.>:])bind\s*\(|(?<!\w)::\s*bind\s*\(/,
    listens: /(?<![\w.>:])listen\s*\(|(?<!\w)::\s*listen\s*\(/,
    connects: /(?<![\w.>:])connect\s*\(|(?<!\w)::\s*connect\s*\(/,
    udp: /\bSOCK_DGRAM\b/,
    http: /(?!)/,
    importLine: /^\s*#\s*include\b/,
  },
  startsOf: ({ code, extension }) => (MAIN.test(code) && !HEADER.test(extension) ? "main" : "no"),
  usesOf: (source, { sources }) => [...includedBy(source, sources), ...partsOf(source, sources)],
  startOf: (source, project) => {
    const { port, closureOf } = project;
    const closure = closureOf(source);
    const { words, environment } = portWordsOf(closure, ARGUMENTS, port, portsIn(closure));
    const { workingFolder, build, binary, notes } = madeBy(source, project) ?? compiled(source, closure);
    const language = closure.some(({ extension }) => CPP.test(extension)) ? "cpp" : "c";
    return {
      language,
      workingFolder,
      build,
      command: withEnvironment(environment, [`./${binary}`, ...words]),
      notes,
    };
  },
};

interface Made {
  readonly workingFolder: string;
  readonly build: readonly (readonly string[])[];
  readonly binary: string;
  readonly notes: readonly Note[];
}

function madeBy(source: Source, { hasFile, read }: Project): Made | undefined {
  for (const folder of ancestorsOf(source.folder)) {
    for (const name of makefileNames()) {
      const file = join(folder, name);
      const linked = hasFile(file) ? linkedBy(read(file) ?? "", below(folder, source.path)) : undefined;
      if (linked === undefined) continue;
      const binary = linked.binary.replace(/^\.\//, "");
      // Objects and executables that were handed in too may be of another machine.
      const build = [["make", "-B", linked.target]];
      return {
        workingFolder: folder,
        build,
        binary,
        notes: [{ kind: "makefile", file, target: linked.target }],
      };
    }
  }
  return undefined;
}

function compiled(source: Source, closure: readonly Source[]): Made {
  const own = closure.filter(({ isOfCourse }) => !isOfCourse);
  const workingFolder =
    ancestorsOf(source.folder).find((folder) =>
      own.every((each) => ancestorsOf(each.folder).includes(folder)),
    ) ?? ".";
  const pathOf = ({ path, isOfCourse }: Source) => word(isOfCourse ? path : below(workingFolder, path));
  const whole = new Set(closure.flatMap((each) => includedBy(each, closure)));
  const files = closure.filter((each) => !HEADER.test(each.extension) && !whole.has(each)).map(pathOf);
  const folders = closure.flatMap((each) => searchedFolders(each, closure, workingFolder));
  const search = [...new Set(folders)].flatMap((folder) => ["-I", word(folder)]);
  const compiler = closure.some(({ extension }) => CPP.test(extension)) ? "c++" : "cc";
  return {
    workingFolder,
    build: [[compiler, "-o", BUILT, ...search, ...files, ...LIBRARIES]],
    binary: BUILT,
    notes: [],
  };
}

const included = new WeakMap<Source, readonly Source[]>();

/** Headers, and sources that are included whole. */
function includedBy(source: Source, sources: readonly Source[]): readonly Source[] {
  const known =
    included.get(source) ?? includesOf(source).flatMap((path) => findIncluded(source, path, sources));
  included.set(source, known);
  return known;
}

function includesOf({ plain }: Source): readonly string[] {
  return distinct([...plain.matchAll(INCLUDES)].map(([, path = ""]) => path));
}

const named = new WeakMap<readonly Source[], ReadonlyMap<string, readonly Source[]>>();

function byName(sources: readonly Source[]): ReadonlyMap<string, readonly Source[]> {
  const known =
    named.get(sources) ??
    Map.groupBy(
      sources.filter(({ family }) => family === "c"),
      ({ name }) => name,
    );
  named.set(sources, known);
  return known;
}

/** Beside the source, as the compiler looks first, or anywhere near. */
function findIncluded(source: Source, path: string, sources: readonly Source[]): readonly Source[] {
  const name = path.split("/").at(-1) ?? "";
  const full = join(source.folder, path);
  const namesakes = byName(sources).get(name) ?? [];
  const beside = namesakes.filter((each) => !each.isOfCourse && each.path === full);
  return beside.length > 0 ? beside : namesakes.filter((each) => isNear(source, each));
}

/** Folders in which the compiler has to look for what is not beside the source. */
function searchedFolders(
  source: Source,
  sources: readonly Source[],
  workingFolder: string,
): readonly string[] {
  return includesOf(source).flatMap((path) =>
    findIncluded(source, path, sources)
      .filter((each) => each.isOfCourse || each.path !== join(source.folder, path))
      .map((each) => {
        if (each.isOfCourse) return ".";
        const isSuffix = each.path.endsWith(`/${path}`);
        return below(workingFolder, isSuffix ? each.path.slice(0, -path.length - 1) : each.folder);
      }),
  );
}

/** Sources without a main that belong to it: named as one of its headers, or with a header that it has too. */
function partsOf(source: Source, sources: readonly Source[]): readonly Source[] {
  const headers = new Set(includedBy(source, sources).filter(({ extension }) => HEADER.test(extension)));
  if (headers.size === 0) return [];
  const stems = new Set([...headers].map(({ stem }) => stem));
  return sources.filter(
    (each) =>
      each !== source &&
      each.family === "c" &&
      !HEADER.test(each.extension) &&
      !MAIN.test(each.code) &&
      isNear(source, each) &&
      (stems.has(each.stem) || includedBy(each, sources).some((header) => headers.has(header))),
  );
}

/** Another exercise's folder, and a copy, are not near. */
function isNear(source: Source, other: Source): boolean {
  if (other.isOfCourse) return true;
  const root = source.folder.replace(/(^|\/)(src|source|server|app)$/i, "") || ".";
  return other.standing === source.standing && ancestorsOf(other.folder).includes(root);
}
