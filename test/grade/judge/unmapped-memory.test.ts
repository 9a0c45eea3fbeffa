import { expect, test } from "bun:test";
import { segmentKib } from "../../../src/grade/judge/unmapped-memory.ts";

const HEAD =
  "       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid      atime      dtime      ctime                   rss                  swap\n";

test("shared segments count by what of them is in memory, attached or not", () => {
  const row = (size: number, rss: number) =>
    `         0          1  1600 ${size} 2 2 0 1000 1000 1000 1000 1764291232 1764291232 1764291232 ${rss} 0\n`;
  expect(segmentKib(HEAD)).toBe(0);
  expect(segmentKib("")).toBe(0);
  expect(segmentKib(HEAD + row(1 << 30, 4096) + row(8192, 8192))).toBe(12);
});
