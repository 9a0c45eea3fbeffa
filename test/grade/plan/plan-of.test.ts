import { afterAll, expect, test } from "bun:test";
import { NO_CONFIG } from "../../../src/grade/plan/config/settings.ts";
import { planOf } from "../../../src/grade/plan/plan-of.ts";
import type { Layout } from "./layouts/layout.ts";
import { LAYOUTS } from "./layouts/layouts.ts";
import { removeFolders } from "./made-folder.ts";
import { submissionOf } from "./made-submission.ts";

afterAll(removeFolders);

test.each(LAYOUTS.map((layout) => [`${layout.language}: ${layout.title}`, layout] as const))(
  "%s",
  (_, layout) => {
    const plan = planOf(submissionOf(layout.files), NO_CONFIG);
    expect({ ...factsOf(plan, layout), why: plan.why }).toEqual({
      ...expectedOf(layout),
      why: expect.stringContaining("why" in layout.expected ? (layout.expected.why ?? "") : ""),
    });
  },
);

test("a submission with only documents runs what its own table of grade.toml says, and is not read otherwise", () => {
  const submission = {
    ...submissionOf({ "server.py.txt": "import socket" }),
    unreadable: { why: "no-code", files: ["server.py.txt"] } as const,
  };
  const command = ["python3", "server.py.txt"];
  const students = new Map([[submission.id, { command }]]);
  expect(planOf(submission, { ...NO_CONFIG, students })).toMatchObject({ settled: undefined, command });
  expect(planOf(submission, { ...NO_CONFIG, ofClass: { command } }).settled?.state).toBe("cannot-read");
});

test("each language has ten natural layouts and more", () => {
  const count = (language: string) => LAYOUTS.filter((each) => each.language === language).length;
  const languages = new Set(LAYOUTS.map(({ language }) => language));
  expect([...languages].sort()).toEqual(["c", "cpp", "go", "java", "node", "php", "python", "ruby"]);
  expect([...languages].filter((language) => count(language) < 10)).toEqual([]);
});

function factsOf(plan: ReturnType<typeof planOf>, { expected }: Layout) {
  const { settled, command, build, workingFolder } = plan;
  if (settled?.state === "no-server-found") return { none: settled.why.kind };
  if (settled?.state === "undecided" && settled.why.kind === "several-servers")
    return { undecided: settled.why.files };
  const words = { command: command.join(" "), folder: workingFolder };
  return "build" in expected ? { ...words, build: build.map((each) => each.join(" ")) } : words;
}

function expectedOf({ expected }: Layout) {
  return "command" in expected ? { folder: ".", ...expected } : expected;
}
