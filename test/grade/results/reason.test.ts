import { expect, test } from "bun:test";
import type { NotJudged } from "../../../src/check/not-judged.ts";
import type { WithoutGrade } from "../../../src/grade/results/entries.ts";
import { reasonOf } from "../../../src/grade/results/reason.ts";
import { LANGUAGES } from "../../../src/language.ts";
import { RIGHT } from "../../check/reports/fixtures.ts";
import { WITHOUT_GRADE } from "./sample-class.ts";

const NOT_STARTED: readonly NotJudged[] = [
  { why: "port-in-use", port: 45_000 },
  { why: "cannot-start", program: "java", code: "ENOENT" },
  { why: "did-not-listen", seconds: 10, output: "waiting" },
  { why: "exited", code: 1, signal: null, output: "Traceback" },
  { why: "exited", code: null, signal: "SIGSEGV", output: "" },
  { why: "went-to-background", seconds: 10, output: "" },
  { why: "judge-failed", code: "EMFILE", message: "no more descriptors" },
];
const notStarted = (notJudged: NotJudged): WithoutGrade => ({
  state: "did-not-start",
  result: { ...RIGHT, cases: [], notJudged },
});
const OUTCOMES = [...WITHOUT_GRADE.filter(({ state }) => state !== "judged"), ...NOT_STARTED.map(notStarted)];

test("every state has a reason and something to do, in words of a class, in both languages", () => {
  for (const language of LANGUAGES)
    for (const outcome of OUTCOMES) {
      if (outcome.state === "judged") continue;
      const { text, toDo, forStudent } = reasonOf(outcome, language);
      expect(text).toMatch(/^[\p{Lu}\d].{10,}[.L]$/su);
      expect(`${text} ${forStudent}`).not.toMatch(/COMMAND|--\w|undefined/);
      expect(toDo.length).toBeGreaterThan(10);
      expect(forStudent.length).toBeGreaterThan(10);
    }
});

test("the last output is shown, and a limit that was exceeded is named", () => {
  const reason = reasonOf(
    notStarted({ why: "did-not-listen", seconds: 10, output: "waiting\u001b[2J\n" }),
    "en",
  );
  expect(reason).toMatchObject({
    text: "The server did not listen within 10 s.",
    output: "waiting\\u001b[2J",
  });
  const build = { state: "did-not-build", command: ["make", "-j"], output: "", exceeded: "seconds" } as const;
  expect(reasonOf(build, "en").text).toBe(
    "The build failed: make -j. The submission took longer than the time limit, and was stopped.",
  );
});
