import { expect, test } from "bun:test";
import {
  hashOfView,
  sortedBy,
  streamAddress,
  type View,
  viewOfHash,
} from "../../../src/monitor/page/link.ts";

const NEW = viewOfHash("");

test("a newly opened page has no hash, the newest sessions first, and no chosen language", () => {
  expect(hashOfView(NEW)).toBe("");
  expect(NEW).toEqual({
    session: undefined,
    language: undefined,
    query: { filter: "", sort: "openedAt", descending: true, limit: 200 },
  });
});

test("a view survives the way into the link and back", () => {
  const view: View = {
    session: "1.42",
    language: "id",
    query: { filter: "172.16 & #/é", sort: "errors", descending: false, limit: 500 },
  };
  expect(viewOfHash(hashOfView(view))).toEqual(view);
  expect(hashOfView({ ...NEW, session: "1.42", language: "id" })).toBe("#session=1.42&lang=id");
});

test("invalid parts of a link are ignored", () => {
  expect(viewOfHash("#session=../../x&lang=xx&sort=__proto__&order=up&rows=9999")).toEqual(NEW);
  expect(viewOfHash(`#filter=${"a".repeat(5000)}`).query.filter).toHaveLength(100);
  expect(viewOfHash("#%%%")).toEqual(NEW);
});

test("the stream's URL has the query's own names", () => {
  const { query } = viewOfHash("#filter=a%26b&sort=requests");
  expect(streamAddress(query)).toBe("/api/v1/stream?filter=a%26b&sort=requests&descending=true&limit=200");
});

test("a column sorts descending, an address ascending, and a second click reverses the order", () => {
  const byErrors = sortedBy(NEW.query, "errors");
  expect(byErrors).toMatchObject({ sort: "errors", descending: true });
  expect(sortedBy(byErrors, "errors")).toMatchObject({ sort: "errors", descending: false });
  expect(sortedBy(NEW.query, "address")).toMatchObject({ sort: "address", descending: false });
});
