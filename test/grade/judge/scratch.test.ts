import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillScratch, scratchMibOf } from "../../../src/grade/judge/scratch.ts";
import { samplePlan } from "./sample-plan.ts";

let folder = "";
let handed = "";
let scratch = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jam-scratch-"));
  [handed, scratch] = ["handed", "scratch"].map((name) => join(folder, name)) as [string, string];
  for (const each of [handed, scratch, join(handed, "src")]) mkdirSync(each);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the listed files are copied, with their modes, and a link as the submission's file that it leads to", () => {
  writeFileSync(join(handed, "src", "run.sh"), "#!/bin/sh\n");
  chmodSync(join(handed, "src", "run.sh"), 0o555);
  symlinkSync("src/run.sh", join(handed, "start"));
  writeFileSync(join(handed, "unlisted"), "");
  fillScratch(scratch, samplePlan(handed, ["src/run.sh", "start"]), undefined);
  const copy = join(scratch, "submission");
  expect(readdirSync(copy).sort()).toEqual(["src", "start"]);
  expect(readFileSync(join(copy, "start"), "utf8")).toBe("#!/bin/sh\n");
  // The owner may change it.
  expect(statSync(join(copy, "src", "run.sh")).mode & 0o777).toBe(0o755);
});

test("a file of the course lies in the working folder, and the student's own has precedence", () => {
  const course = join(folder, "course");
  mkdirSync(join(course, "lib"), { recursive: true });
  for (const file of ["Base.java", "Main.java", "lib/a"]) writeFileSync(join(course, file), "course");
  writeFileSync(join(handed, "src", "Main.java"), "student");
  const extraFiles = ["Base.java", "Main.java", "lib"].map((name) => join(course, name));
  fillScratch(
    scratch,
    samplePlan(handed, ["src/Main.java"], { workingFolder: "src", extraFiles }),
    undefined,
  );
  const working = join(scratch, "submission", "src");
  const textOf = (file: string) => readFileSync(join(working, file), "utf8");
  expect([textOf("Base.java"), textOf("Main.java"), textOf("lib/a")]).toEqual([
    "course",
    "student",
    "course",
  ]);
});

test("a link out of the submission and a working folder outside are refused", () => {
  writeFileSync(join(folder, "secret"), "");
  symlinkSync("../secret", join(handed, "link"));
  expect(() => fillScratch(scratch, samplePlan(handed, ["link"]), undefined)).toThrow(
    "link leads out of the submission",
  );
  const outside = samplePlan(handed, [], { workingFolder: "../.." });
  expect(() => fillScratch(scratch, outside, undefined)).toThrow("leads out of the submission");
});

test("the room grows with what was handed in", () => {
  writeFileSync(join(handed, "large"), Buffer.alloc(3 << 20));
  const small = scratchMibOf(samplePlan(handed, []));
  const large = scratchMibOf(samplePlan(handed, ["large"]));
  expect(Number.isInteger(large)).toBe(true);
  expect(large - small).toBeGreaterThanOrEqual(3);
});
