/** C and C++: by the Makefile, if it links the server's file, otherwise by the compiler with the files that it needs. */
import { ancestorsOf, below, join, word } from "../sources/paths.ts";
import type { Source } from "../sources/source.ts";
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
  argument: /\bargv\s*\[\s*(\d+)\s*\]/,
  first: 1,
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
    const { words, environment } = portWordsOf(source, ARGUMENTS, port, portsIn(closure));
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
  const folders = closure
    .filter(({ extension }) => HEADER.test(extension))
    .map(({ folder }) => below(workingFolder, folder));
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
  const known = included.get(source) ?? findIncluded(source, sources);
  included.set(source, known);
  return known;
}

function findIncluded(source: Source, sources: readonly Source[]): readonly Source[] {
  return [...source.plain.matchAll(INCLUDES)].flatMap(([, path = ""]) => {
    const beside = sources.filter(
      ({ family, path: other }) => family === "c" && other === join(source.folder, path),
    );
    const name = path.split("/").at(-1);
    return beside.length > 0
      ? beside
      : sources.filter((each) => each.family === "c" && each.name === name && isNear(source, each));
  });
}

/** Sources without a main that belong to it: named as one of its headers, or with a header that it has too. */
function partsOf(source: Source, sources: readonly Source[]): readonly Source[] {
  const headers = includedBy(source, sources).filter(({ extension }) => HEADER.test(extension));
  if (headers.length === 0) return [];
  return sources.filter(
    (each) =>
      each !== source &&
      each.family === "c" &&
      !HEADER.test(each.extension) &&
      !MAIN.test(each.code) &&
      isNear(source, each) &&
      (headers.some(({ stem }) => stem === each.stem) ||
        includedBy(each, sources).some((header) => headers.includes(header))),
  );
}

/** Another exercise's folder, and a copy, are not near. */
function isNear(source: Source, other: Source): boolean {
  if (other.isOfCourse) return true;
  const root = source.folder.replace(/(^|\/)(src|source|server|app)$/i, "") || ".";
  return other.standing === source.standing && ancestorsOf(other.folder).includes(root);
}
