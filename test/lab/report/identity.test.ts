import { expect, test } from "bun:test";
import { identityOf } from "../../../src/lab/report/identity.ts";

const EMPTY = { name: undefined, nrp: undefined, class: undefined };

test("a flag overrides lab.toml, and an NRP may be a number", () => {
  expect(identityOf({ name: "Siti" }, { name: "Budi", nrp: 5025211042, class: "D", hosts: 3 })).toEqual({
    kind: "identity",
    identity: { name: "Siti", nrp: "5025211042", class: "D" },
  });
});

test("a missing or blank value is undefined", () => {
  expect(identityOf({})).toEqual({ kind: "identity", identity: EMPTY });
  expect(identityOf({ name: " \t" }, {})).toEqual({ kind: "identity", identity: EMPTY });
});

test("a value that is not a text, or too long, is an error with its key", () => {
  expect(identityOf({}, { nrp: [1] })).toMatchObject({ kind: "fault", key: "nrp" });
  expect(identityOf({ name: "x".repeat(121) })).toMatchObject({ kind: "fault", key: "name" });
});
