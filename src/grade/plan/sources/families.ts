/** The programming languages that have rules, by their files; C and C++ are read alike. */
import {
  C_SYNTAX,
  GO_SYNTAX,
  JAVA_SYNTAX,
  JAVASCRIPT_SYNTAX,
  PHP_SYNTAX,
  PYTHON_SYNTAX,
  RUBY_SYNTAX,
  type Syntax,
} from "./syntax.ts";

export const FAMILY_NAMES = ["python", "node", "java", "go", "c", "php", "ruby"] as const;
export type Family = (typeof FAMILY_NAMES)[number];

interface Files {
  readonly extensions: readonly string[];
  /** In the first line of a script without an extension. */
  readonly interpreter?: RegExp;
  readonly syntax: Syntax;
}

export const FAMILIES: Readonly<Record<Family, Files>> = {
  python: { extensions: [".py", ".pyw"], interpreter: /\bpython/, syntax: PYTHON_SYNTAX },
  node: { extensions: [".js", ".mjs", ".cjs"], interpreter: /\bnode/, syntax: JAVASCRIPT_SYNTAX },
  java: { extensions: [".java"], syntax: JAVA_SYNTAX },
  go: { extensions: [".go"], syntax: GO_SYNTAX },
  c: { extensions: [".c", ".cpp", ".cc", ".cxx", ".h", ".hpp", ".hh", ".hxx"], syntax: C_SYNTAX },
  php: { extensions: [".php"], interpreter: /\bphp/, syntax: PHP_SYNTAX },
  ruby: { extensions: [".rb"], interpreter: /\bruby/, syntax: RUBY_SYNTAX },
};

/** Languages without a rule, and files that are no source code, by extension. */
export const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  ...{ ".ts": "TypeScript", ".mts": "TypeScript", ".cs": "C#", ".vb": "Visual Basic", ".rs": "Rust" },
  ...{ ".kt": "Kotlin", ".scala": "Scala", ".groovy": "Groovy", ".swift": "Swift", ".dart": "Dart" },
  ...{
    ".pl": "Perl",
    ".lua": "Lua",
    ".sh": "shell",
    ".bash": "shell",
    ".ps1": "PowerShell",
    ".bat": "batch",
  },
  ...{
    ".ex": "Elixir",
    ".exs": "Elixir",
    ".erl": "Erlang",
    ".hs": "Haskell",
    ".pas": "Pascal",
    ".asm": "assembly",
  },
};
export const COMPILED: readonly string[] = [
  ...[
    ".class",
    ".jar",
    ".war",
    ".exe",
    ".dll",
    ".pyc",
    ".pyo",
    ".o",
    ".obj",
    ".a",
    ".so",
    ".out",
    ".elf",
    ".bin",
  ],
];
export const NOTEBOOK = ".ipynb";

export function familyOfExtension(extension: string): Family | undefined {
  return FAMILY_NAMES.find((name) => FAMILIES[name].extensions.includes(extension));
}

export function familyOfShebang(firstLine: string): Family | undefined {
  if (!firstLine.startsWith("#!")) return undefined;
  return FAMILY_NAMES.find((name) => FAMILIES[name].interpreter?.test(firstLine) === true);
}
