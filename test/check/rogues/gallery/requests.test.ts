import { expect, test } from "bun:test";
import { REQUEST_ROGUES } from "../../../../src/check/rogues/gallery/requests.ts";
import { talk } from "../talk.ts";

type Shown = readonly [pieces: readonly string[], expected: RegExp];

const ONE = /^JAM [\d:]{8}\r\n$/;
const ERROR = /^ERROR [^\r\n]+\r\n$/;

const SHOWN: Readonly<Record<string, readonly Shown[]>> = {
  "lf-accepted": [
    [["TIME\n"], ONE],
    [["TIME\r", "\n"], ONE],
    [["TIME\rHELLO\r\n"], ERROR],
  ],
  "cr-accepted": [
    [["TIME\r"], ONE],
    [["TIME\r", "\n", "HELLO\r\n"], /^JAM [\d:]{8}\r\nERROR [^\r\n]+\r\n$/],
    [["TIME\nHELLO\r\n"], ERROR],
  ],
  "unterminated-accepted": [
    [["TIME"], ONE],
    [["TIME", "\r\n", "HELLO\r\n"], /^JAM [\d:]{8}\r\nERROR [^\r\n]+\r\n$/],
    [["TIME\r\nTI", "ME\r\n"], /^(JAM [\d:]{8}\r\n){2}$/],
  ],
  "silence-ends-request": [
    [["TIME"], ONE],
    [["TIME\n"], ERROR],
    [["QUIT"], /^<closed>$/],
    [["TI", "ME\r\n"], ONE],
  ],
  "lowercase-accepted": [[["time\r\n"], ONE]],
  "unknown-gets-time": [[["HELLO\r\n"], ONE]],
  "silent-on-unknown": [[["HELLO\r\nTIME\r\n"], ONE]],
  "closes-on-unknown": [
    [["HELLO\r\n"], /^<closed>$/],
    [["TIME\r\n"], ONE],
  ],
};

/** One that needs no example here is shown by the self-test, which tries every case on it. */
for (const { id, description } of REQUEST_ROGUES) {
  const shown = SHOWN[id];
  if (shown === undefined) continue;
  test(`${id}: ${description}`, async () => {
    for (const [pieces, expected] of shown) {
      expect(await talk(id, pieces, expected)).toMatch(expected);
    }
  });
}

test("the right server serves none of these, and goes on", async () => {
  for (const request of ["TIME\n", "TIME\r", "TIME", "time", "HELLO"]) {
    expect(await talk("right", [`${request}\r\n`.repeat(request === "TIME" ? 1 : 2)], /\r\n$/)).toMatch(
      request === "TIME" ? ONE : /^(ERROR [^\r\n]+\r\n)+$/,
    );
  }
});
