import { expect, test } from "bun:test";
import { join } from "node:path";
import { cleanMappings } from "../../src/proc/program-pages.ts";

const entry = (range: string, rights: string, file: string, anonymous = 0, locked = 0) =>
  `${range} ${rights} 00000000 fe:00 77                         ${file}
Size:                160 kB
Rss:                 160 kB
Anonymous:     ${String(anonymous).padStart(9)} kB
Locked:        ${String(locked).padStart(9)} kB
VmFlags: rd ex mr mw me
`;

test("only mappings of the program that its file shows in full are clean", () => {
  const smaps = [
    entry("00200000-00228000", "r--p", "/opt/a bun"),
    entry("00228000-00250000", "r-xp", "/opt/a bun"),
    entry("00250000-00278000", "r--p", "/opt/a bun", 4), // relocated by the linker
    entry("00278000-00280000", "rw-p", "/opt/a bun"),
    entry("00280000-00288000", "r--s", "/opt/a bun"),
    entry("00288000-00290000", "r-xp", "/opt/a bun", 0, 32),
    entry("7f0000000000-7f0000028000", "r-xp", "/lib/libc.so.6"),
    "7f0000030000-7f0000031000 r--p 00000000 00:00 0 \nAnonymous:          0 kB\nLocked:          0 kB\n",
  ].join("");
  expect(cleanMappings(smaps, "/opt/a bun")).toEqual([
    { address: 0x200000, bytes: 0x28000 },
    { address: 0x228000, bytes: 0x28000 },
  ]);
  expect(cleanMappings("", "/opt/a bun")).toEqual([]);
});

test.skipIf(process.platform !== "linux")(
  "a process that dropped its program's pages has fewer, and runs on",
  () => {
    const module = join(import.meta.dirname, "../../src/proc/program-pages.ts");
    const program = `
      const { dropProgramPages } = await import(${JSON.stringify(module)});
      const { readFileSync } = await import("node:fs");
      const fileKib = () => Number(/^RssFile:\\s+(\\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1]);
      const before = fileKib();
      dropProgramPages();
      console.log(JSON.stringify({ before, after: fileKib(), sum: [1, 2, 3].reduce((a, b) => a + b) }));`;
    const { stdout, stderr } = Bun.spawnSync([process.execPath, "-e", program]);
    expect(stderr.toString()).toBe("");
    const { before, after, sum } = JSON.parse(stdout.toString());
    expect(after).toBeLessThan(before * 0.75);
    expect(sum).toBe(6);
  },
);
