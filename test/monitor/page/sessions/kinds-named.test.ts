/** A search finds sessions by the words that the page shows, in both languages. */
import { expect, test } from "bun:test";
import { kindsNamed } from "../../../../src/monitor/page/sessions/kinds-named.ts";

test.each<[string, string[]]>([
  ["bare LF", ["bare-lf"]],
  ["LF alone", ["bare-lf"]],
  ["lf saja", ["bare-lf"]],
  ["client closed", ["client-closed"]],
  ["ditutup client", ["client-closed"]],
  ["baris terlalu panjang", ["line-too-long"]],
  ["A line was too long", ["line-too-long"]],
  ["not in capitals", ["unknown"]],
  ["no line end", ["unfinished"]],
  ["tanpa akhir baris", ["unfinished"]],
  ["TLS", ["tls"]],
  ["did not read", ["stalled"]],
])("%s", (text, kinds) => {
  expect(kindsNamed(text)).toEqual(expect.arrayContaining(kinds));
  expect(kindsNamed(text).length).toBeLessThanOrEqual(2);
});

test("an address or a single letter names no kind", () => {
  for (const text of ["", "e", "10.0.0.7", "172.16.16.101:50000", "nothing like it"])
    expect(kindsNamed(text)).toEqual([]);
});
