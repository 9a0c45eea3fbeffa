import { expect, test } from "bun:test";
import { LANGUAGES, languageOf, perLanguage } from "../src/language.ts";

test("the language is read from LANG or a browser's tag, and one that we do not have is English", () => {
  for (const text of ["id", "id_ID", "id_ID.UTF-8", "id-ID", "ID", "id:en"]) {
    expect(`${text} → ${languageOf(text)}`).toBe(`${text} → id`);
  }
  for (const text of [
    undefined,
    "",
    "C",
    "C.UTF-8",
    "POSIX",
    "en_GB.UTF-8",
    "de_DE",
    "ido_XX",
    "idk",
    "fr",
  ]) {
    expect(`${text} → ${languageOf(text)}`).toBe(`${text} → en`);
  }
});

test("each language writes numbers in its own way", () => {
  const numbers = perLanguage((locale) => new Intl.NumberFormat(locale));
  expect(LANGUAGES.map((language) => numbers[language].format(1234.5))).toEqual(["1,234.5", "1.234,5"]);
});
