/** The rules of every language. */
import type { Family } from "../sources/families.ts";
import { C } from "./c.ts";
import { GO } from "./go.ts";
import { JAVA } from "./java.ts";
import { NODE } from "./node.ts";
import { PHP } from "./php.ts";
import { PYTHON } from "./python.ts";
import { RUBY } from "./ruby.ts";
import type { Rule } from "./rule.ts";

export const RULES: Readonly<Record<Family, Rule>> = {
  python: PYTHON,
  node: NODE,
  java: JAVA,
  go: GO,
  c: C,
  php: PHP,
  ruby: RUBY,
};
