import { expect, test } from "bun:test";
import { textsOf } from "../../../src/check/texts/index.ts";
import { LANGUAGES } from "../../../src/language.ts";

test("each language has a catalogue of its own", () => {
  expect(new Set(LANGUAGES.map(textsOf)).size).toBe(LANGUAGES.length);
});
