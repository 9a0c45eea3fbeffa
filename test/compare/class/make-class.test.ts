import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plansOf } from "../../../compare/class/graded.ts";
import { makeClass } from "../../../compare/class/make-class.ts";

test("the class of 100 has 40 servers of the gallery, 20 right ones and 40 in five languages, and all are found", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jam-made-class-"));
  try {
    const made = await makeClass(folder, 100);
    const count = (is: (one: (typeof made)[number]) => boolean) => made.filter(is).length;
    expect(count(({ file }) => file === "server.mjs")).toBe(40);
    expect(count(({ text }) => /mistake = 0/i.test(text))).toBe(20);
    for (const file of ["server.py", "server.js", "Server.java", "server.go", "server.c"])
      expect(count((one) => one.file === file)).toBe(12);
    const gallery = made.filter(({ file }) => file === "server.mjs").map(({ text }) => text);
    expect(new Set(gallery).size).toBe(40);
    const plans = await plansOf(folder);
    expect([...plans.values()].filter(({ command }) => command.length === 0)).toEqual([]);
    expect(plans.size).toBe(100);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
