/** The few lines of code that fix a case, by programming language; a test runs each of them. */
import type { CodeLanguage } from "../code-language.ts";
import { C } from "./c.ts";
import { CSHARP } from "./csharp.ts";
import type { FixId } from "./fix-id.ts";
import { GO } from "./go.ts";
import { JAVA } from "./java.ts";
import { NODE } from "./node.ts";
import { PHP } from "./php.ts";
import { PYTHON } from "./python.ts";
import { RUBY } from "./ruby.ts";

export const FIXES: Readonly<Record<CodeLanguage, Readonly<Record<FixId, string>>>> = {
  python: PYTHON,
  node: NODE,
  java: JAVA,
  go: GO,
  c: C,
  php: PHP,
  ruby: RUBY,
  csharp: CSHARP,
};
