/** URL parameters: defaults, bounds, and what an error names. */
import { expect, test } from "bun:test";
import { BadRequest, readQuery } from "../../../src/monitor/http/query.ts";

const read = (text: string) => readQuery(new URLSearchParams(text));

test("the default is the newest sessions", () => {
  expect(read("")).toEqual({ filter: "", kinds: [], sort: "openedAt", descending: true, limit: 100 });
});

test("every part of a query can be set", () => {
  expect(read("filter=10.0&kinds=bare-lf,reset,open&sort=requests&descending=false&limit=500")).toEqual({
    filter: "10.0",
    kinds: ["bare-lf", "reset", "open"],
    sort: "requests",
    descending: false,
    limit: 500,
  });
});

test.each([
  ["limit=501", "limit must be from 1 to 500"],
  ["limit=0", "limit must be from 1 to 500"],
  ["limit=-1", "limit must be a whole number"],
  ["limit=1e2", "limit must be a whole number"],
  ["sort=reason", "sort must be one of session, address"],
  ["descending=yes", "descending must be true or false"],
  ["kinds=LF", 'kinds: "LF" is not one of unknown, bare-lf'],
  ["filters=x", 'unknown parameter "filters"'],
  [`filter=${"x".repeat(101)}`, "at most 100 characters"],
])("%s is refused", (text, why) => {
  expect(() => read(text)).toThrow(BadRequest);
  expect(() => read(text)).toThrow(why);
});
