import { expect, test } from "bun:test";
import fc from "fast-check";
import { fileNamesOf } from "../../../src/grade/results/file-names.ts";

test("an id that is safe is its own file name", () => {
  const ids = ["5025211001", "siti.nurhaliza", "Ayu-Lestari_2", "Ünal"];
  expect(fileNamesOf(ids)).toEqual(ids);
});

test.each([
  ["../../etc/passwd"],
  [".."],
  [""],
  [".hidden"],
  ["-rf"],
  ["con"],
  ["NUL.txt"],
  ["a/b\\c:d"],
  ["x\u0000y\u001b[2J\n"],
  ["<script>alert(1)</script>"],
  ["x".repeat(500)],
  ["界".repeat(200)],
  ["name."],
  ["a\u202eb"],
])("%j becomes a name that stays in its folder", (id) => {
  const [name = ""] = fileNamesOf([id]);
  expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}._-]*-[0-9a-f]{8}$/u);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(121);
  expect(fileNamesOf([id])).toEqual([name]);
});

test("any ids, equal ones too, get different names, also where case does not matter", () => {
  const ids = fc.array(
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("a", "A", "a-2", "é", "e\u0301", "../a")),
  );
  fc.assert(
    fc.property(ids, (some) => {
      const names = fileNamesOf(some).map((name) => name.normalize("NFD").toLowerCase());
      expect(new Set(names).size).toBe(some.length);
      expect(names.filter((name) => /^[.-]|[/\\\0]/.test(name))).toEqual([]);
    }),
  );
});

test("the second of two equal ids is numbered", () => {
  expect(fileNamesOf(["7", "7", "7"])).toEqual(["7", "7-2", "7-3"]);
});
