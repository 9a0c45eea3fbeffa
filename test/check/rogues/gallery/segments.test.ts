import { expect, test } from "bun:test";
import { SEGMENT_ROGUES } from "../../../../src/check/rogues/gallery/segments.ts";
import { talk } from "../talk.ts";

type Shown = readonly [pieces: readonly string[], expected: RegExp];

const WORD = ["TI", "ME\r\n"];
const CRLF = ["TIME\r", "\n"];
const BYTES = [..."TIME\r\n"];
const TWO = ["TIME\r\nTIME\r\n"];
const CUT = ["TIME\r\nTI", "ME\r\n"];
const MANY = ["TIME\r\n".repeat(100)];
const TIMES = (count: number) => new RegExp(`^(JAM [\\d:]{8}\\r\\n){${count}}$`);
const ERRORS = (count: number) => new RegExp(`^(ERROR [^\\r\\n]+\\r\\n){${count}}$`);

/** The fault, and close beside it what still is right. */
const SHOWN: Readonly<Record<string, readonly Shown[]>> = {
  "recv-32": [
    [WORD, ERRORS(2)],
    [BYTES, ERRORS(6)],
    [TWO, ERRORS(1)],
    [["A".repeat(65)], ERRORS(3)],
    [["TIME\r\n", "TIME\r\n"], TIMES(2)],
  ],
  "recv-1024-beginning": [
    [WORD, ERRORS(2)],
    [TWO, TIMES(1)],
    [["QUIT\r\nTIME\r\n"], /^<closed>$/],
  ],
  "recv-1024-stripped": [
    [["TIME"], TIMES(1)],
    [["TIME\n"], TIMES(1)],
    [CRLF, TIMES(1)],
    [TWO, ERRORS(1)],
    [["QUIT"], /^<closed>$/],
  ],
  "collects-until-end": [
    [TWO, ERRORS(1)],
    [CUT, ERRORS(1)],
    [BYTES, TIMES(1)],
  ],
  "word-must-come-whole": [
    [WORD, ERRORS(2)],
    [CRLF, TIMES(1)],
    [CUT, TIMES(2)],
  ],
  "searches-after-cr": [
    [[...CRLF, "HELLO\r\n"], ERRORS(1)],
    [[...BYTES, "HELLO\r\n"], ERRORS(1)],
    [WORD, TIMES(1)],
    [CUT, TIMES(2)],
  ],
  "three-reads": [
    [BYTES, ERRORS(2)],
    [["TI", "ME\r", "\n"], TIMES(1)],
    [CUT, TIMES(2)],
  ],
  "complains-of-rest": [
    [WORD, /^ERROR [^\r\n]+\r\nJAM [\d:]{8}\r\n$/],
    [TWO, TIMES(2)],
  ],
  "loses-cut-rest": [
    [CUT, /^JAM [\d:]{8}\r\nERROR [^\r\n]+\r\n$/],
    [WORD, TIMES(1)],
  ],
  "swallows-second": [
    [[...TWO, "HELLO\r\n"], /^JAM [\d:]{8}\r\nERROR [^\r\n]+\r\n$/],
    [CUT, TIMES(2)],
  ],
  "fifty-a-segment": [
    [[...MANY, "HELLO\r\n"], /^(JAM [\d:]{8}\r\n){50}ERROR [^\r\n]+\r\n$/],
    [TWO, TIMES(2)],
  ],
};

/** One that needs no example here is shown by the self-test, which tries every case on it. */
for (const { id, description } of SEGMENT_ROGUES) {
  const shown = SHOWN[id];
  if (shown === undefined) continue;
  test(`${id}: ${description}`, async () => {
    for (const [pieces, expected] of shown) {
      expect(await talk(id, pieces, expected)).toMatch(expected);
    }
  });
}

test("the right server takes every cut", async () => {
  for (const pieces of [WORD, CRLF, BYTES]) expect(await talk("right", pieces, TIMES(1))).toMatch(TIMES(1));
  for (const pieces of [TWO, CUT]) expect(await talk("right", pieces, TIMES(2))).toMatch(TIMES(2));
  expect(await talk("right", MANY, TIMES(100))).toMatch(TIMES(100));
});
