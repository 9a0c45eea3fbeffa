import { expect, test } from "bun:test";
import { ClassError, faultOf, tooLarge } from "../../../src/grade/submissions/faults.ts";

test("an error of a library is a broken archive, without this machine's paths", () => {
  const error = Object.assign(new Error("EISDIR: illegal operation on a directory, open '/tmp/into/1/a'"), {
    code: "EISDIR",
  });
  expect(faultOf(error, "x.zip").unreadable).toEqual({
    ...{ why: "broken-archive", file: "x.zip", detail: "EISDIR: illegal operation on a directory" },
  });
  const fault = tooLarge("x.zip", 5, "files and folders");
  expect(faultOf(fault, "other")).toBe(fault);
  expect(fault.unreadable).toEqual({ why: "too-large", file: "x.zip", limit: "5 files and folders" });
});

test("a full disk and a mistake of the instructor are no fault of a submission", () => {
  for (const error of [Object.assign(new Error("no space"), { code: "ENOSPC" }), new ClassError("x"), "x"])
    expect(() => faultOf(error, "x.zip")).toThrow();
});
