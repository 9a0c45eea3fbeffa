/** A camera reads the address of the page from the code. */
import { expect, test } from "bun:test";
import decodeQr from "qr/decode.js";
import { qrPath } from "../../../../src/monitor/page/connect/qr-path.ts";

/** Pixels of a module. */
const SCALE = 4;

function pixels({ size, path }: ReturnType<typeof qrPath>) {
  const width = size * SCALE;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g))
    for (let row = 0; row < SCALE; row++)
      for (let column = 0; column < SCALE; column++) {
        const at = ((Number(y) * SCALE + row) * width + Number(x) * SCALE + column) * 4;
        data.fill(0, at, at + 3);
      }
  return { width, height: width, data };
}

test.each(["http://192.168.1.5:45080/", "http://[2001:db8::5]:45080/", `http://10.0.0.5/${"x".repeat(200)}`])(
  "%s",
  (text) => {
    expect(decodeQr(pixels(qrPath(text)))).toBe(text);
  },
);
