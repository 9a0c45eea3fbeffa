import { expect, test } from "bun:test";
import { languageOf, textsOf } from "../../../src/check/texts/index.ts";
import { LANGUAGES } from "../../../src/check/texts/texts.ts";

test("the language is read from what LANG holds, and is English where it is not Indonesian", () => {
  for (const text of ["id", "id_ID", "id_ID.UTF-8", "id-ID", "ID", "id:en"]) {
    expect(`${text} → ${languageOf(text)}`).toBe(`${text} → id`);
  }
  for (const text of [undefined, "", "C", "C.UTF-8", "POSIX", "en_GB.UTF-8", "de_DE", "ido_XX"]) {
    expect(`${text} → ${languageOf(text)}`).toBe(`${text} → en`);
  }
});

test("each language has a catalogue of its own", () => {
  expect(new Set(LANGUAGES.map(textsOf)).size).toBe(LANGUAGES.length);
});
