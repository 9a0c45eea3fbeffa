import { expect, test } from "bun:test";
import { LANGUAGES } from "../../../../src/language.ts";
import { catalogueOf } from "../../../../src/monitor/page/catalogue/index.ts";

test.each(LANGUAGES)("no text of %s is empty, and labels are short", (language) => {
  const { words, reasons, problems, notes, states } = catalogueOf(language);
  const labels = [...Object.values(reasons), ...Object.values(problems)].map(({ label }) => label);
  for (const label of [...labels, ...Object.values(states)]) expect(label.length).toBeWithin(1, 25);
  const texts = [
    ...Object.values(words),
    ...Object.values(reasons).map(({ text }) => text),
    ...Object.values(problems).flatMap(({ happened, why }) => [happened(1), happened(2), why]),
    ...Object.values(notes).map((note) => note(2)),
  ];
  expect(texts.filter((text) => text.trim() === "" || text.includes("undefined"))).toEqual([]);
});
