/** The programming languages in which a report can show lines of code, and their names. */

export const CODE_LANGUAGES = ["python", "node", "java", "go", "c", "php", "ruby", "csharp"] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

export const CODE_LANGUAGE_NAMES: Readonly<Record<CodeLanguage, string>> = {
  python: "Python",
  node: "Node.js",
  java: "Java",
  go: "Go",
  c: "C",
  php: "PHP",
  ruby: "Ruby",
  csharp: "C#",
};
