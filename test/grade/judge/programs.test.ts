import { expect, test } from "bun:test";
import { missingProgram } from "../../../src/grade/judge/programs.ts";

const nothing = "/nonexistent";

test("a missing program is named with its Debian package, if that is known", () => {
  expect(missingProgram({ build: [["javac", "A.java"]], command: ["java", "A"] }, nothing)).toBe(
    "javac is not in /nonexistent, where submissions find programs: apt install default-jdk-headless",
  );
  expect(missingProgram({ build: [], command: ["unheard-of"] }, nothing)).toBe(
    "unheard-of is not in /nonexistent, where submissions find programs",
  );
});

test("a program of the submission's own is looked for when it runs", () => {
  expect(missingProgram({ build: [], command: ["./server"] }, nothing)).toBe(undefined);
  expect(missingProgram({ build: [["sh", "x"]], command: ["sh"] }, "/bin:/usr/bin")).toBe(undefined);
});
