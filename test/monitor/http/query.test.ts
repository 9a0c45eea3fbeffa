/** URL parameters: defaults, bounds, and a word about what is wrong. */
import { expect, test } from "bun:test";
import { BadRequest, readQuery } from "../../../src/monitor/http/query.ts";

const read = (text: string) => readQuery(new URLSearchParams(text));

test("without parameters the newest sessions are meant", () => {
  expect(read("")).toEqual({ filter: "", sort: "openedAt", descending: true, limit: 100 });
});

test("every part of a query can be set", () => {
  expect(read("filter=10.0&sort=requests&descending=false&limit=500")).toEqual({
    filter: "10.0",
    sort: "requests",
    descending: false,
    limit: 500,
  });
});

test.each([
  ["limit=501", "limit is from 1 to 500"],
  ["limit=0", "limit is from 1 to 500"],
  ["limit=-1", "limit is a whole number"],
  ["limit=1e2", "limit is a whole number"],
  ["sort=reason", "sort is one of session, address"],
  ["descending=yes", "descending is true or false"],
  ["filters=x", 'no parameter "filters"'],
  [`filter=${"x".repeat(101)}`, "at most 100 characters"],
])("%s is refused", (text, why) => {
  expect(() => read(text)).toThrow(BadRequest);
  expect(() => read(text)).toThrow(why);
});
