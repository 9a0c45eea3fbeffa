/** Java: the class with a main that opens the port, compiled with just the classes that it uses. */
import { ancestorsOf, below, join, word } from "../sources/paths.ts";
import { isRead } from "../sources/set-aside.ts";
import type { Source } from "../sources/source.ts";
import { javaTypesOf, type MainClass } from "./java-types.ts";
import { type ArgumentStyle, portsIn, portWordsOf } from "./port-words.ts";
import type { Rule } from "./rule.ts";
import { withEnvironment } from "./with-environment.ts";

const IMPORT = /^[ \t]*import\s+(?:static\s+)?([\w.]+)/gm;
const CLASSES = "jam-classes";

const OPENS =
  /\bnew\s+(?:java\.net\.)?(?:SSL)?ServerSocket\s*\(|\bextends\s+ServerSocket\b|\b(?:Asynchronous)?ServerSocketChannel\s*\.\s*open\s*\(|\.\s*(?:createServerSocket|openServerSocketChannel)\s*\(|\bServerBootstrap\s*\(/;

export const JAVA: Rule = {
  signs: {
    opens: OPENS,
    binds: /(?!)/,
    listens: /(?!)/,
    connects: /\bnew\s+(?:java\.net\.)?Socket\s*\(|(?<!Server)SocketChannel\s*\.\s*open\s*\(/,
    udp: /\bDatagramSocket\b|\bDatagramChannel\b/,
    http: /\bHttpServer\s*\.\s*create\s*\(/,
    importLine: /^\s*import\b/,
  },
  startsOf: (source) => (javaTypesOf(source).mains.length > 0 ? "main" : "no"),
  usesOf: (source, { sources }) => {
    const named = new Set(source.code.match(/\b[A-Za-z_]\w*\b/g));
    const own = javaTypesOf(source).types;
    const nearest = new Map<string, Source>();
    for (const each of sources.filter(({ family }) => family === "java")) {
      for (const type of javaTypesOf(each).types) {
        if (!named.has(type) || own.includes(type) || !isUsed(source, type)) continue;
        const known = nearest.get(type);
        if (known === undefined || distance(source, each) < distance(source, known)) nearest.set(type, each);
      }
    }
    return [...nearest.values()];
  },
  startOf: (source, { port, closureOf, paths }) => {
    const closure = closureOf(source);
    const main = mainOf(source);
    const style: ArgumentStyle = {
      argument: new RegExp(`\\b${main.parameter}\\s*\\[\\s*(\\d+)\\s*\\]`),
      first: 0,
      aliases: [],
      options: [],
    };
    const { words, environment } = portWordsOf([source], style, port, portsIn(closure));
    const workingFolder = projectFolderOf(source, closure);
    const files = closure.map(({ path, isOfCourse }) => word(isOfCourse ? path : below(workingFolder, path)));
    const jars = needsLibrary(closure)
      ? paths.filter((path) => path.endsWith(".jar") && isRead(path) && !path.includes(":"))
      : [];
    const seen = jars.map((path) => `${upFrom(workingFolder)}${path}`);
    const classPath = jars.length === 0 ? [] : ["-cp", seen.join(":")];
    return {
      language: "java",
      workingFolder,
      build: [["javac", "-encoding", "UTF-8", "-d", CLASSES, ...classPath, ...files]],
      command: withEnvironment(environment, [
        "java",
        "-cp",
        [CLASSES, ...seen].join(":"),
        main.name,
        ...words,
      ]),
      notes: [],
    };
  },
};

/** Of several classes of one name the nearest is meant: of the same package or an imported one, and no copy. */
function distance(source: Source, other: Source): number {
  const [own, its] = [javaTypesOf(source).package, javaTypesOf(other).package];
  const isNear = its === own || (its !== undefined && source.code.includes(its));
  return (
    (isNear ? 0 : 4) + (other.standing === source.standing ? 0 : 2) + (other.folder === source.folder ? 0 : 1)
  );
}

/** A name in lower case is a variable's too. */
function isUsed({ code }: Source, type: string): boolean {
  return /^[A-Z]/.test(type) || new RegExp(`\\b(?:new|extends|implements)\\s+${type}\\b`).test(code);
}

/** Of several in one file the one that opens the port, then the one that the file is named after. */
function mainOf(source: Source): MainClass {
  const { mains } = javaTypesOf(source);
  const opening = mains.filter(({ from, to }) => OPENS.test(source.code.slice(from, to)));
  const found = [opening.find(isNamesake) ?? opening[0], mains.find(isNamesake), mains[0]].find(
    (each) => each,
  );
  return found ?? { name: source.stem, parameter: "args", from: 0, to: 0 };

  function isNamesake({ name }: MainClass): boolean {
    return name.split(".").at(-1) === source.stem;
  }
}

/** It imports what neither the JDK has nor the submission. */
function needsLibrary(closure: readonly Source[]): boolean {
  const own = closure.flatMap((each) => javaTypesOf(each).package ?? []);
  const imported = closure.flatMap(({ code }) => [...code.matchAll(IMPORT)].map(([, name = ""]) => name));
  return imported.some(
    (name) =>
      !/^(?:java|javax|jdk|com\.sun)\./.test(name) && !own.some((each) => name.startsWith(`${each}.`)),
  );
}

/** Above the packages and `src`, where an IDE starts the program. */
function projectFolderOf(source: Source, closure: readonly Source[]): string {
  const { package: name } = javaTypesOf(source);
  const ofPackage = name === undefined ? "." : name.replaceAll(".", "/");
  const isBelow = (folder: string) => join(folder, ofPackage) === source.folder;
  const root = ancestorsOf(source.folder).find(isBelow) ?? source.folder;
  const above = root.replace(/(^|\/)src(\/main\/java)?$/, "") || ".";
  const own = closure.filter(({ isOfCourse }) => !isOfCourse);
  const holdsAll = (folder: string) => own.every((each) => ancestorsOf(each.folder).includes(folder));
  return ancestorsOf(above).find(holdsAll) ?? ".";
}

function upFrom(folder: string): string {
  return folder === "." ? "" : "../".repeat(folder.split("/").length);
}
