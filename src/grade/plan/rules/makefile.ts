/** A Makefile: which target links a source file, and what the executable is called. */

export interface Linked {
  readonly target: string;
  /** Below the Makefile's folder. */
  readonly binary: string;
}

interface MakeRule {
  readonly targets: readonly string[];
  readonly needs: string;
  readonly recipe: string;
}

const NAMES = ["Makefile", "makefile", "GNUmakefile"];
/** Variables in variables. */
const MAX_DEPTH = 6;
/** Characters of an expanded text: variables may double each other. */
const MAX_LENGTH = 20_000;

export function makefileNames(): readonly string[] {
  return NAMES;
}

/** @param path of the source, below the Makefile's folder */
export function linkedBy(text: string, path: string): Linked | undefined {
  const rules = rulesOf(text);
  const links = rules.flatMap(linksOf);
  const stem = path.replace(/\.\w+$/, "");
  const name = stem.split("/").at(-1) ?? stem;
  const isNamed = new RegExp(`(^|[\\s/])${name.replace(/[^\w]/g, "\\$&")}\\.(c|cc|cpp|cxx|o)\\b`);
  const [only, more] = links;
  const isAll = only !== undefined && more === undefined && /\*|wildcard/.test(`${only.needs} ${only.line}`);
  const found =
    links.find(({ line }) => isNamed.test(line)) ??
    links.find(({ needs }) => isNamed.test(needs)) ??
    (isAll ? only : undefined);
  if (found !== undefined) return { target: found.target, binary: found.binary };
  // make's own rule links `server` from `server.c`.
  const isImplicit = rules.some(
    ({ targets, needs, recipe }) =>
      (targets.includes(stem) && recipe.trim() === "") || needs.split(/\s+/).includes(stem),
  );
  return isImplicit && isPlain(stem) ? { target: stem, binary: stem } : undefined;
}

/** Each line of a recipe that links an executable. */
function linksOf({
  targets,
  needs,
  recipe,
}: MakeRule): readonly (Linked & { needs: string; line: string })[] {
  const target = targets.find((each) => !each.includes("%") && !each.startsWith(".") && isPlain(each));
  if (target === undefined) return [];
  return recipe.split("\n").flatMap((line) => {
    const isLink = /\b(?:cc|gcc|clang|ld)\b|\+\+/.test(line) && !/\s-c(\s|$)/.test(line);
    const output = /\s-o\s*(\S+)/.exec(line)?.[1] ?? "a.out";
    return isLink && isPlain(output) ? [{ target, binary: output, needs, line }] : [];
  });
}

/** Below the folder, and not for a shell to read. */
function isPlain(path: string): boolean {
  return /^(?:\.\/)?[\w][\w./+-]*$/.test(path) && !path.split("/").includes("..");
}

function rulesOf(text: string): readonly MakeRule[] {
  const lines = text
    .replace(/\r/g, "")
    .replace(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "$1"));
  const variables = new Map<string, string>([
    ["CC", "cc"],
    ["CXX", "c++"],
  ]);
  for (const line of lines) {
    const [, name, sign, value = ""] = /^\s*(?:export\s+)?(\w+)\s*([:?+]?=)\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined)
      variables.set(name, sign === "+=" ? `${variables.get(name) ?? ""} ${value}` : value.trim());
  }
  const rules: { targets: readonly string[]; needs: string; recipe: string }[] = [];
  for (const line of lines) {
    const [, targets, needs = ""] = /^([^\t\s:=#][^:=#]*):(?![=:])([^=]*)$/.exec(line) ?? [];
    const last = rules.at(-1);
    if (targets !== undefined) {
      const [written = "", inline] = needs.split(";");
      const names = expand(targets, variables).trim().split(/\s+/);
      rules.push({ targets: names, needs: expand(written, variables), recipe: inline ?? "" });
    } else if (line.startsWith("\t") && last !== undefined) last.recipe += `\n${line}`;
  }
  return rules.map((rule) => {
    const needs = rule.needs.trim();
    const own = new Map([
      ...variables,
      ["@", rule.targets[0] ?? ""],
      ["^", needs],
      ["<", needs.split(/\s+/)[0] ?? ""],
    ]);
    return { ...rule, needs, recipe: expand(rule.recipe, own) };
  });
}

function expand(text: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > MAX_DEPTH || text.length > MAX_LENGTH) return text;
  const once = text.replace(
    /\$(?:[({](\w+)(?::(\S*?)=(\S*?))?[)}]|([@^<]))/g,
    (
      whole,
      name: string | undefined,
      from: string | undefined,
      to: string | undefined,
      automatic: string | undefined,
    ) => {
      const value = variables.get(name ?? automatic ?? "");
      if (value === undefined) return name === undefined ? whole : "";
      return from === undefined ? value : value.replaceAll(`${from}`, to ?? "");
    },
  );
  return once === text ? text : expand(once, variables, depth + 1);
}
