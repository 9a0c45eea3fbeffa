import { describe, expect, test } from "bun:test";
import { PROFILES } from "../../../src/check/case.ts";
import { CASE_IDS } from "../../../src/check/cases/registry.ts";
import { FAULTS, type Parameters } from "../../../src/check/outcome.ts";
import { ADVICE } from "../../../src/check/texts/advice.ts";
import { CODE_LANGUAGES } from "../../../src/check/texts/code-language.ts";
import { textsOf } from "../../../src/check/texts/index.ts";
import { type Texts, WORDS } from "../../../src/check/texts/texts.ts";
import { LANGUAGES, type Language } from "../../../src/language.ts";

const CLAUSES = ["1.a", "1.b", "1.c", "1.c.i", "1.c.ii", "1.d", "1.d.i", "1.d.ii", "1.d.iii"];
/** Every parameter that a fault of the contract names. */
const PARAMETERS: Parameters = {
  expected: 2,
  got: 1,
  extra: "?!",
  text: "x",
  prefix: "JAM: ",
  end: "\\n",
  shown: "10:20:30",
  first: "10:20:30",
  second: "10:20:31",
  seconds: "2.1",
  bytes: 4_194_304,
  percent: 97,
};

interface Entry {
  readonly path: string;
  readonly text: string;
  readonly limit: number;
}

/** Every text of a catalogue, with the length that a reader still takes in. */
function entriesOf(catalogue: Texts): readonly Entry[] {
  const { advice, cases, faults, clauses, idioms, profiles, skips, words } = catalogue;
  return [
    ...Object.entries(cases).flatMap(([id, { requirement, why, fix }]) => [
      { path: `${id}.requirement`, text: requirement, limit: 160 },
      { path: `${id}.why`, text: why, limit: 340 },
      { path: `${id}.fix`, text: fix, limit: 270 },
    ]),
    ...Object.entries(advice).flatMap(([id, { why, fix }]) => [
      { path: `${id}.why`, text: why, limit: 340 },
      { path: `${id}.fix`, text: fix, limit: 270 },
    ]),
    ...Object.entries(idioms).flatMap(([language, remarks]) =>
      Object.entries(remarks).map(([id, text]) => ({ path: `${language} ${id}`, text, limit: 170 })),
    ),
    ...Object.entries(faults).map(([id, sentence]) => ({ path: id, text: sentence(PARAMETERS), limit: 160 })),
    ...Object.entries(clauses).map(([id, text]) => ({ path: id, text, limit: 120 })),
    ...Object.entries(profiles).map(([id, text]) => ({ path: id, text, limit: 60 })),
    ...Object.entries(skips).map(([id, skip]) => {
      return { path: id, text: typeof skip === "string" ? skip : skip("connect"), limit: 120 };
    }),
    ...Object.entries(words).map(([id, text]) => ({ path: `word ${id}`, text, limit: 50 })),
    { path: "prevalence, none", text: catalogue.prevalence(0, 104), limit: 80 },
    { path: "prevalence", text: catalogue.prevalence(90, 104), limit: 80 },
  ];
}

/** Words that no sentence of the other language holds; what stands in backticks is code. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  en: /\b(yang|dan|dengan|tidak|untuk|setelah|koneksi|jam)\b/,
  id: /\b(the|and|is|are|of|to|not|your|with|when|which|after|for|served|closes?)\b/,
};

for (const language of LANGUAGES) {
  describe(language, () => {
    const catalogue = textsOf(language);
    const entries = entriesOf(catalogue);

    test("has every case, fault, clause, profile and word of the contract, and no other", () => {
      expect(Object.keys(catalogue.cases).toSorted()).toEqual(CASE_IDS.toSorted());
      expect(Object.keys(catalogue.advice)).toEqual(Object.keys(ADVICE));
      expect(Object.keys(catalogue.idioms)).toEqual([...CODE_LANGUAGES]);
      expect(Object.keys(catalogue.faults)).toEqual([...FAULTS]);
      expect(Object.keys(catalogue.clauses)).toEqual(CLAUSES);
      expect(Object.keys(catalogue.profiles)).toEqual([...PROFILES]);
      expect(Object.keys(catalogue.words)).toEqual([...WORDS]);
    });

    test("has no text that is empty, unfilled, too long, or untidy", () => {
      const wrong = entries.filter(
        ({ text, limit }) =>
          text.trim() === "" ||
          text.length > limit ||
          / {2}|^ | $|\r|\n|\?|undefined|NaN/.test(unquoted(text)),
      );
      expect(wrong).toEqual([]);
    });

    test("uses whole sentences to explain", () => {
      const texts = Object.values(catalogue.cases).flatMap(({ requirement, why, fix }) => [
        requirement,
        why,
        fix,
      ]);
      const faults = Object.values(catalogue.faults).map((sentence) => sentence(PARAMETERS));
      expect([...texts, ...faults].filter((text) => !/^[\dA-Z].*\.$/.test(unquoted(text)))).toEqual([]);
      expect(texts.filter((text) => (text.match(/`/g) ?? []).length % 2 === 1)).toEqual([]);
    });

    test("keeps to its own language", () => {
      const wrong = entries.filter(({ text }) => FOREIGN[language].test(unquoted(text)));
      expect(wrong).toEqual([]);
    });

    test("a fault shows all its parameters, and is a whole sentence without them", () => {
      const { faults } = catalogue;
      expect(faults["too-few"]({ expected: 100, got: 0 })).not.toContain("0 came");
      expect(faults["wrong-prefix"]({ prefix: "" })).not.toContain("``");
      expect(faults["wrong-end"]({ end: "" })).not.toContain("``");
      expect(faults["wrong-format"]({ text: "" })).not.toContain("``");
      expect(faults["no-time"]({ text: "HELLO" })).toContain("`HELLO`");
      expect(faults["no-time"]({})).not.toContain("undefined");
      expect(faults["wrong-time"](PARAMETERS)).toContain("10:20:30");
      expect(faults["clock-stands"](PARAMETERS)).toContain(language === "id" ? "2,1 detik" : "2.1 seconds");
    });
  });
}

test("each language has the same remarks, and no case's text is about one programming language", () => {
  const [one, other] = LANGUAGES.map((language) => textsOf(language));
  for (const language of CODE_LANGUAGES) {
    expect(Object.keys(one?.idioms[language] ?? {})).toEqual(Object.keys(other?.idioms[language] ?? {}));
  }
  for (const { cases, advice } of [one, other].filter((each) => each !== undefined)) {
    const texts = [...Object.values(cases), ...Object.values(advice)].flatMap(({ why, fix }) => [why, fix]);
    expect(texts.filter((text) => /\w\(|\b[bf]"|Python|Exception/.test(text))).toEqual([]);
  }
});

test("the languages share no sentence", () => {
  const english = entriesOf(textsOf("en"));
  const indonesian = entriesOf(textsOf("id"));
  expect(indonesian.map(({ path }) => path)).toEqual(english.map(({ path }) => path));
  expect(indonesian.filter(({ text }, index) => text === english[index]?.text)).toEqual([]);
});

test("the languages name the same bytes and calls in the same case", () => {
  const quotes = (text: string) => [...text.matchAll(/`[^`]+`/g)].map(([quote]) => quote).sort();
  for (const id of CASE_IDS) {
    for (const part of ["requirement", "why", "fix"] as const) {
      const [english, indonesian] = LANGUAGES.map((language) => quotes(textsOf(language).cases[id][part]));
      expect({ id, part, quotes: indonesian }).toEqual({ id, part, quotes: english });
    }
  }
});

test("one failure is in the singular, and zero is none", () => {
  const { faults, prevalence } = textsOf("en");
  expect(prevalence(90, 104)).toBe("90 of 104 published servers fail this too");
  expect(prevalence(1, 104)).toBe("1 of 104 published servers fails this too");
  expect(prevalence(0, 104)).toBe("none of 104 published servers fails this");
  expect(faults["too-many"]({ expected: 1, got: 2 })).toBe("1 reply with the time was expected, and 2 came.");
  expect(faults["some-unserved"]({ expected: 20, got: 0 })).toBe("None of 20 connections got the time.");
});

/** The prose alone: quoted bytes and the names of calls are the same in every language. */
function unquoted(text: string): string {
  return text.replace(/`[^`]*`/g, "X").replace(/\b\w+\(\w*\)|\btry-with-resources\b|\breturn\b/g, "F");
}
