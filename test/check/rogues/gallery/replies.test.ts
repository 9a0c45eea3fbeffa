import { expect, test } from "bun:test";
import { REPLY_ROGUES } from "../../../../src/check/rogues/gallery/replies.ts";
import { talk } from "../talk.ts";

/** Each reply twice, so that its end shows. */
const REPLIES: Readonly<Record<string, RegExp>> = {
  "colon-prefix": /^(JAM: \d\d:\d\d:\d\d\r\n){2}$/,
  "two-spaces": /^(JAM {2}\d\d:\d\d:\d\d\r\n){2}$/,
  "no-space": /^(JAM\d\d:\d\d:\d\d\r\n){2}$/,
  "no-jam": /^(\d\d:\d\d:\d\d\r\n){2}$/,
  "time-prefix": /^(TIME \d\d:\d\d:\d\d\r\n){2}$/,
  "date-in-reply": /^(JAM 17-08-2045 \d\d:\d\d:\d\d\r\n){2}$/,
  "zone-in-reply": /^(JAM \d\d:\d\d:\d\d WIB\r\n){2}$/,
  "fraction-in-reply": /^(JAM \d\d:\d\d:\d\d\.\d{6}\r\n){2}$/,
  "single-digit-hour": /^(JAM \d:\d\d:\d\d\r\n){2}$/,
  "no-end": /^(JAM \d\d:\d\d:\d\d){2}$/,
  "lf-end": /^(JAM \d\d:\d\d:\d\d\n){2}$/,
  "blank-line-end": /^(JAM \d\d:\d\d:\d\d\r\n\r\n){2}$/,
  "nul-end": /^(JAM \d\d:\d\d:\d\d\r\n\0){2}$/,
  "byte-order-mark": /^(\xef\xbb\xbfJAM \d\d:\d\d:\d\d\r\n){2}$/,
  "latin-1": /^(JAM\xa0\d\d:\d\d:\d\d\r\n){2}$/,
};

test("every wrong reply is shown here", () => {
  expect(Object.keys(REPLIES)).toEqual(REPLY_ROGUES.map(({ id }) => id));
});

/** One that needs no example here is shown by the self-test, which tries every case on it. */
for (const { id, description } of REPLY_ROGUES) {
  const expected = REPLIES[id];
  if (expected === undefined) continue;
  test(`${id}: ${description}`, async () => {
    expect(await talk(id, ["TIME\r\nTIME\r\n"], expected)).toMatch(expected);
  });
}
