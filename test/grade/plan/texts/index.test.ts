import { expect, test } from "bun:test";
import type { NoServer } from "../../../../src/grade/outcome.ts";
import { noServerText } from "../../../../src/grade/plan/texts/index.ts";
import { LANGUAGES } from "../../../../src/language.ts";

const EACH: readonly NoServer[] = [
  { kind: "only-client", file: "client.py", line: 4 },
  { kind: "only-udp", file: "server.py", line: 4 },
  { kind: "never-listens", file: "server.py", line: 4 },
  { kind: "no-main", file: "Server.java", line: 4 },
  { kind: "no-listener", files: ["a.py", "b.py"] },
  { kind: "notebook", file: "x.ipynb" },
  { kind: "only-compiled", file: "Server.class" },
  { kind: "other-language", file: "server.rs", language: "Rust" },
  { kind: "no-source", files: ["report.txt"] },
  { kind: "missing-file", file: "server.py" },
];

test.each(LANGUAGES.flatMap((language) => EACH.map((why) => [language, why.kind, why] as const)))(
  "in %s, %s is a reason and what to do, in two sentences",
  (language, _, why) => {
    expect(noServerText(why, language)).toMatch(/^.+[.] [A-Z].+[.]$/);
  },
);

test("a file name cannot colour the text or break its line", () => {
  expect(noServerText({ kind: "notebook", file: "\u001b[31m\n.ipynb" }, "en")).toStartWith(
    "\\u001b[31m\\u000a",
  );
});
