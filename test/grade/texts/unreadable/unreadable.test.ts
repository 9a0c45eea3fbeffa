import { expect, test } from "bun:test";
import type { Unreadable } from "../../../../src/grade/submission.ts";
import { LIMIT_KINDS } from "../../../../src/grade/submissions/limits.ts";
import { unreadableText } from "../../../../src/grade/texts/unreadable/unreadable.ts";
import { LANGUAGES } from "../../../../src/language.ts";

const FAULTS: readonly Unreadable[] = [
  { why: "empty" },
  { why: "archive-kind", file: "tugas.rar", kind: "rar" },
  { why: "encrypted", file: "tugas.zip" },
  { why: "broken-archive", file: "tugas.zip", detail: "unexpected end of file" },
  { why: "escapes", file: "tugas.zip", entry: "../x" },
  { why: "no-code", files: ["laporan.pdf", "foto.jpg"] },
  ...LIMIT_KINDS.map(
    (kind): Unreadable => ({ why: "too-large", file: "tugas.zip", limit: `104857600 ${kind}` }),
  ),
];

test("each reason has a sentence and an advice in each language, all different, with the names in it", () => {
  for (const language of LANGUAGES) {
    const texts = FAULTS.map((fault) => unreadableText(fault, language));
    expect(new Set(texts.map(({ what }) => what)).size).toBe(FAULTS.length);
    for (const [index, { what, advice }] of texts.entries()) {
      const fault = FAULTS[index];
      expect(what).toMatch(/^\S.*[.]$/);
      expect(advice).toMatch(/^[A-Z].*[.]$/);
      if (fault !== undefined && "file" in fault) expect(what).toContain(fault.file);
    }
  }
});

test("limits are written in the words and units of the language", () => {
  const limit = (text: string) => ({ why: "too-large", file: "x.zip", limit: text }) as const;
  expect(unreadableText(limit("104857600 bytes in a file"), "en").what).toBe(
    "x.zip is too large: the limit is 100 MiB in one file.",
  );
  expect(unreadableText(limit("255 bytes in a name"), "id").what).toBe(
    "x.zip terlalu besar: batasnya 255 byte untuk nama file.",
  );
  expect(unreadableText(limit("3 archives inside each other"), "id").what).toBe(
    "x.zip terlalu besar: batasnya 3 tingkat arsip di dalam arsip.",
  );
});
