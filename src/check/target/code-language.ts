/** In which programming language COMMAND's server is written, as far as COMMAND and its file show it. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import type { CodeLanguage } from "../texts/code-language.ts";

/** Names of interpreters and launchers, without a version behind them. */
const PROGRAMS: Readonly<Record<string, CodeLanguage>> = {
  ...named("python", ["python", "pypy"]),
  ...named("node", ["node", "nodejs", "bun", "deno", "tsx", "ts-node", "npx", "npm"]),
  ...named("java", ["java"]),
  ...named("go", ["go"]),
  ...named("php", ["php"]),
  ...named("ruby", ["ruby", "jruby"]),
  ...named("csharp", ["mono", "dotnet"]),
};

const EXTENSIONS: Readonly<Record<string, CodeLanguage>> = {
  ".py": "python",
  ...named("node", [".js", ".mjs", ".cjs", ".ts", ".mts"]),
  ".jar": "java",
  ".go": "go",
  ".php": "php",
  ".rb": "ruby",
  ".exe": "csharp",
};

/** Commands that start the command after them, with the number of words that they take themselves. */
const WRAPPERS: Readonly<Record<string, number>> = {
  ...{ env: 0, nice: 0, nohup: 0, setsid: 0, sudo: 0, stdbuf: 0, unbuffer: 0 },
  ...{ timeout: 1, faketime: 1, uv: 1, poetry: 1, pipenv: 1 },
};

/** A student's program is far smaller; a runtime in one file with its program is not one that we can name. */
const MAX_BINARY = 16 << 20;
const SHEBANG_BYTES = 256;

/** @returns undefined for a shell, for what is not known, and for what cannot be read */
export function codeLanguageOf(command: readonly string[]): CodeLanguage | undefined {
  const [program, ...rest] = command;
  if (program === undefined) return undefined;
  const name = basename(program);
  const taken = WRAPPERS[name];
  if (taken !== undefined) return codeLanguageOf(afterOptions(rest).slice(taken));
  const plain = name.replace(/[\d.]+$/, "");
  return PROGRAMS[plain] ?? languageOfFile(program) ?? EXTENSIONS[extname(name)];
}

/** Without options, settings of variables, and the numbers that belong to an option such as `-n 5`. */
function afterOptions(words: readonly string[]): readonly string[] {
  const from = words.findIndex(
    (word, index) =>
      !word.startsWith("-") && !/^\w+=/.test(word) && !(index > 0 && isOptionValue(words[index - 1], word)),
  );
  return from < 0 ? [] : words.slice(from);
}

function isOptionValue(before: string | undefined, word: string): boolean {
  return before !== undefined && /^-\w$/.test(before) && /^-?\d+$/.test(word);
}

function languageOfFile(program: string): CodeLanguage | undefined {
  const path = program.includes("/") ? program : Bun.which(program);
  if (path === null) return undefined;
  const start = readStart(path, SHEBANG_BYTES);
  const interpreter = /^#!\s*(.+)/.exec(start)?.[1];
  if (interpreter !== undefined) return codeLanguageOf(interpreter.trim().split(/\s+/));
  // What the system brings, such as a shell or netcat, was compiled too, but not from the student's source.
  const isStudents = !/^\/(usr|bin|sbin|opt)\//.test(path);
  return isStudents && start.startsWith("\x7fELF") ? languageOfBinary(path) : undefined;
}

/** What the compilers leave in an executable; Go may also name GCC, and so may Rust, which we do not know. */
function languageOfBinary(path: string): CodeLanguage | undefined {
  const bytes = readStart(path, MAX_BINARY);
  if (bytes.includes("Go buildinf:") || bytes.includes("Go build ID:")) return "go";
  if (bytes.includes("rustc version") || bytes.includes("/rustc/")) return undefined;
  if (bytes.includes("hostfxr")) return "csharp";
  return /GCC: \(|clang version/.test(bytes) ? "c" : undefined;
}

/** @returns the bytes as text, a character a byte; nothing for a file that cannot be read, or is larger */
function readStart(path: string, size: number): string {
  try {
    if (size === MAX_BINARY && statSync(path).size > MAX_BINARY) return "";
    const file = openSync(path, "r");
    const bytes = Buffer.alloc(Math.min(size, statSync(path).size));
    try {
      return bytes.toString("latin1", 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}

function named(language: CodeLanguage, names: readonly string[]): Readonly<Record<string, CodeLanguage>> {
  return Object.fromEntries(names.map((name) => [name, language]));
}
