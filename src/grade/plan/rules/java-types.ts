/** The classes of a Java file, and those that have a `main`. */
import type { Source } from "../sources/source.ts";

export interface MainClass {
  /** For the command `java`: `progjar.Server`, `Server$Main`. */
  readonly name: string;
  /** What `main` calls its arguments. */
  readonly parameter: string;
  /** Of the outermost class that holds it. */
  readonly from: number;
  readonly to: number;
}

export interface JavaTypes {
  readonly package: string | undefined;
  /** Names of the outermost classes, records, enums and interfaces. */
  readonly types: readonly string[];
  readonly mains: readonly MainClass[];
}

const PACKAGE = /^[ \t]*package\s+([\w.]+)\s*;/m;
const TOKEN =
  /[{}]|\b(?:class|interface|enum|record)\s+(\w+)|\bvoid\s+main\s*\(\s*(?:final\s+)?(?:java\.lang\.)?String\s*(?:\[\s*\]\s*|\.\.\.\s*|\s)(\w+)/g;

interface Open {
  readonly name: string | undefined;
  readonly from: number;
}

const read = new WeakMap<Source, JavaTypes>();

export function javaTypesOf(source: Source): JavaTypes {
  const known = read.get(source) ?? readTypes(source);
  read.set(source, known);
  return known;
}

function readTypes({ code }: Source): JavaTypes {
  const prefix = PACKAGE.exec(code)?.[1];
  const types: string[] = [];
  const mains: { main: Omit<MainClass, "to">; to: number | undefined }[] = [];
  const blocks: Open[] = [];
  let next: Open | undefined;
  for (const { 0: token, 1: type, 2: parameter, index } of code.matchAll(TOKEN)) {
    if (type !== undefined) {
      next = { name: type, from: index };
      if (blocks.length === 0) types.push(type);
    } else if (parameter !== undefined) {
      const names = blocks.flatMap(({ name }) => name ?? []);
      const name = [...(prefix === undefined ? [] : [prefix]), names.join("$")].join(".");
      mains.push({ main: { name, parameter, from: blocks[0]?.from ?? 0 }, to: undefined });
    } else if (token === "{") {
      blocks.push(next ?? { name: undefined, from: index });
      next = undefined;
    } else {
      blocks.pop();
      if (blocks.length === 0) for (const each of mains) each.to ??= index;
    }
  }
  return { package: prefix, types, mains: mains.map(({ main, to = code.length }) => ({ ...main, to })) };
}
