import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import type { CheckResult } from "../../../../src/check/result.ts";
import type { Graded, Outcome } from "../../../../src/grade/outcome.ts";
import { writeResults } from "../../../../src/grade/results/write-results.ts";
import { LANGUAGES } from "../../../../src/language.ts";
import { RIGHT, TYPICAL } from "../../../check/reports/fixtures.ts";
import { graded, judged, NAMES, sampleClass, WITHOUT_GRADE } from "../sample-class.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-anonymous-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stands wherever a student can write, and in no text of ours. */
const SECRET = "Zulkarnaen";
const NRP = "5025219999";
const hexOf = (text: string) => Buffer.from(text).toString("hex");
const written = `${SECRET} ${NRP} 張偉 \\r\\n`;

function talkative(result: CheckResult): CheckResult {
  return {
    ...result,
    title: SECRET,
    target: { host: "127.0.0.1", port: 45_000 },
    observations: { normalReply: written, replyToQuit: written, replyToHello: written },
    process: {
      command: ["python3", `/home/${SECRET}/server.py`],
      language: "python",
      cpuSeconds: 1,
      peakMemoryKib: 10_000,
      peakThreads: 3,
      stderr: written,
      exit: { code: 1, signal: null, afterCase: "churn" },
    },
    cases: result.cases.map((one) => {
      const trace = one.trace.map((event) =>
        event.kind === "received"
          ? { ...event, hex: hexOf(`JAM 10:20:30 ${SECRET} 張偉\r\n`), length: 40 }
          : event,
      );
      if (one.verdict === "fail") {
        const parameters = {
          ...one.parameters,
          text: written,
          extra: written,
          prefix: written,
          end: written,
        };
        return { ...one, trace, parameters };
      }
      return one.verdict === "error"
        ? { ...one, trace, message: written, code: "EMFILE" }
        : { ...one, trace };
    }),
  };
}

const file = `${SECRET}.py`;
const OUTCOMES: readonly Outcome[] = [
  judged(talkative(TYPICAL)),
  judged(talkative(RIGHT)),
  { state: "did-not-build", command: ["javac", `${SECRET}.java`], output: written },
  ...(
    [
      { why: "exited", code: 1, signal: null, output: written },
      { why: "cannot-start", program: `./${SECRET}`, code: "ENOENT" },
      { why: "judge-failed", code: "EIO", message: written },
      {
        why: "port-in-use",
        port: 45_000,
        program: SECRET,
        pid: 7,
        local: SECRET,
        remote: SECRET,
        state: SECRET,
      },
    ] as const
  ).map(
    (notJudged): Outcome => ({
      state: "did-not-start",
      result: { ...talkative(RIGHT), cases: [], notJudged },
    }),
  ),
  { state: "no-server-found", why: { kind: "no-listener", files: [file] } },
  { state: "no-server-found", why: { kind: "only-udp", file, line: 3 } },
  { state: "undecided", why: { kind: "several-servers", files: [file, file] } },
  { state: "undecided", why: { kind: "same-id", sources: [file, file] } },
  { state: "cannot-read", why: { why: "no-code", files: [file] } },
  { state: "cannot-read", why: { why: "broken-archive", file, detail: written } },
  { state: "cannot-read", why: { why: "escapes", file, entry: file } },
  { state: "cannot-read", why: { why: "too-large", file, limit: "1 bytes" } },
  { state: "judge-error", message: written },
];
const TALKATIVE: readonly Graded[] = OUTCOMES.map((outcome, index) =>
  graded(`${NRP.slice(0, -2)}${10 + index}`, outcome, {
    name: `${SECRET} ${index}`,
    source: `${SECRET}_${NRP}`,
    earlier: [`${SECRET} 1.zip`],
    command: ["python3", file],
    submittedAt: "2026-11-22T21:00:17+07:00",
    key: SECRET,
  }),
);

test.each(LANGUAGES)("nothing of a student is in any anonymous file (%s)", async (language) => {
  const place = join(folder, language);
  await writeResults(place, TALKATIVE, { title: "TUGAS 2", language, isAnonymous: true });
  const anonymous = join(place, "anonymous");
  const files = readdirSync(anonymous, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(anonymous, name)).isFile(),
  );
  expect(files.length).toBe(3 + 3 * TALKATIVE.length);
  const texts = [SECRET, "karnaen", "50252199", "張", "偉", hexOf("karnaen"), hexOf("張"), "21:00:17"];
  const leaks = texts.map((text) => text.toLowerCase());
  for (const name of files) {
    const bytes = readFileSync(join(anonymous, name));
    const isSheet = name.endsWith(".xlsx");
    const text = (isSheet ? JSON.stringify(await readXlsx(bytes)) : bytes.toString()).toLowerCase();
    const plain = text.replace(/[^\p{L}\p{N}:]/gu, "");
    expect({
      name,
      leaks: leaks.filter((leak) => text.includes(leak) || plain.includes(leak) || name.includes(leak)),
    }).toEqual({
      name,
      leaks: [],
    });
  }
});

test("pseudonyms stay the same when students are added, and only the teacher's file resolves them", async () => {
  const place = join(folder, "stable");
  const options = { title: "x", language: "en", isAnonymous: true } as const;
  await writeResults(place, sampleClass(20), options);
  const before = readFileSync(join(place, "pseudonyms.csv"), "utf8").split("\r\n");
  await writeResults(place, sampleClass(26), options);
  const after = readFileSync(join(place, "pseudonyms.csv"), "utf8").split("\r\n");
  expect(before.filter((line) => !after.includes(line))).toEqual([]);
  expect(new Set(after).size).toBe(28);
  expect(after[1]).toMatch(/^s-[a-z]{5},5025211001,Siti Nurhaliza$/);
  expect(statSync(join(place, "pseudonyms.key")).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(place, "anonymous"))).not.toContain("pseudonyms.key");
  const other = join(folder, "other");
  await writeResults(other, sampleClass(20), options);
  expect(readFileSync(join(other, "pseudonyms.csv"), "utf8").split("\r\n")[1]).not.toBe(before[1]);
});

test("states, grades and verdicts are those of the named class", async () => {
  const place = join(folder, "equal");
  const options = { title: "x", language: "en", isAnonymous: true } as const;
  const all = sampleClass(48);
  await writeResults(place, all, { ...options, isAnonymous: false });
  await writeResults(place, all, options);
  const facts = (csv: string) =>
    readFileSync(join(place, csv), "utf8")
      .split("\r\n")
      .slice(1)
      .map((line) =>
        line
          .match(/,([\d.]*),(judged|[a-z-]+),(yes|no)?,/)
          ?.slice(1)
          .join(),
      )
      .toSorted();
  expect(facts("anonymous/grades.csv")).toEqual(facts("grades.csv"));
  expect(NAMES.some((name) => readFileSync(join(place, "anonymous/class.html"), "utf8").includes(name))).toBe(
    false,
  );
  expect(WITHOUT_GRADE.length).toBe(7);
});
