/** All layouts, by language. */
import { C } from "./c.ts";
import { CPP } from "./cpp.ts";
import { GO } from "./go.ts";
import { JAVA } from "./java.ts";
import type { Layout } from "./layout.ts";
import { NODE } from "./node.ts";
import { PHP } from "./php.ts";
import { PYTHON } from "./python.ts";
import { RUBY } from "./ruby.ts";

const BY_LANGUAGE: Readonly<Record<string, readonly Layout[]>> = {
  ...{ python: PYTHON, node: NODE, java: JAVA, go: GO, c: C, cpp: CPP, php: PHP, ruby: RUBY },
};

export const LAYOUTS = Object.entries(BY_LANGUAGE).flatMap(([language, layouts]) =>
  layouts.map((layout) => ({ ...layout, language })),
);
