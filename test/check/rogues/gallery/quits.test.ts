import { expect, test } from "bun:test";
import { QUIT_ROGUES } from "../../../../src/check/rogues/gallery/quits.ts";
import { talk } from "../talk.ts";

const SHOWN: Readonly<Record<string, readonly [pieces: readonly string[], expected: RegExp]>> = {
  "text-for-quit": [["QUIT\r\n"], /^BYE\r\n<closed>$/],
  "quit-ignored": [["QUIT\r\nTIME\r\n"], /^JAM [\d:]{8}\r\n$/],
  "quit-first-only": [["TIME\r\n", "QUIT\r\n", "HELLO\r\n"], /^JAM [\d:]{8}\r\nERROR [^\r\n]+\r\n$/],
  "quit-needs-time": [["QUIT\r\n", "TIME\r\n", "QUIT\r\n"], /^JAM [\d:]{8}\r\n<closed>$/],
  "time-at-quit": [["QUIT\r\n"], /^JAM [\d:]{8}\r\n<closed>$/],
  "quit-after-time-lost": [["TIME\r\nQUIT\r\nHELLO\r\n"], /^JAM [\d:]{8}\r\nERROR [^\r\n]+\r\n$/],
  "time-after-quit": [["QUIT\r\nTIME\r\n"], /^JAM [\d:]{8}\r\n<closed>$/],
  "quit-unterminated": [["QUIT"], /^<closed>$/],
};

/** One that needs no example here is shown by the self-test, which tries every case on it. */
for (const { id, description } of QUIT_ROGUES) {
  const shown = SHOWN[id];
  if (shown === undefined) continue;
  test(`${id}: ${description}`, async () => {
    const [pieces, expected] = shown;
    expect(await talk(id, pieces, expected)).toMatch(expected);
  });
}

test("where its fault is not touched, a QUIT is obeyed", async () => {
  for (const id of ["quit-first-only", "quit-after-time-lost", "time-after-quit", "quit-unterminated"]) {
    expect(await talk(id, ["QUIT\r\n"], /^<closed>$/)).toBe("<closed>");
  }
  expect(await talk("quit-after-time-lost", ["TIME\r\n", "QUIT\r\n"], /<closed>$/)).toMatch(/^JAM/);
});
