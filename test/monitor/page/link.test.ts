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
    picked: undefined,
    isPresenting: false,
    language: undefined,
    query: { filter: "", sort: "openedAt", descending: true, limit: 200 },
  });
});

test("a view survives the way into the link and back", () => {
  const view: View = {
    picked: { session: "1.42", startedAt: 1795358120180 },
    isPresenting: true,
    language: "id",
    query: { filter: "172.16 & #/é", sort: "errors", descending: false, limit: 500 },
  };
  expect(viewOfHash(hashOfView(view))).toEqual(view);
  expect(hashOfView({ ...NEW, picked: view.picked, language: "id" })).toBe(
    "#session=1.42&start=1795358120180&lang=id",
  );
});

test("invalid parts of a link are ignored", () => {
  expect(viewOfHash("#session=../../x&lang=xx&sort=__proto__&order=up&rows=9999")).toEqual(NEW);
  expect(viewOfHash(`#filter=${"a".repeat(5000)}`).query.filter).toHaveLength(100);
  expect(viewOfHash("#%%%")).toEqual(NEW);
});

test("a session without its server's start is not picked: after a restart its number is another client's", () => {
  for (const hash of ["#session=1.42", "#session=1.42&start=", "#session=1.42&start=x", "#start=1"])
    expect(viewOfHash(hash)).toEqual(NEW);
});

test("the stream's URL has the query's own names", () => {
  const { query } = viewOfHash("#filter=a%26b&sort=requests");
  expect(streamAddress(query)).toBe(
    "/api/v1/stream?filter=a%26b&kinds=&sort=requests&descending=true&limit=200",
  );
});

test("the stream is also asked for the kinds that the words of the filter mean", () => {
  const { query } = viewOfHash("#filter=bare+LF");
  expect(streamAddress(query)).toStartWith("/api/v1/stream?filter=bare+LF&kinds=bare-lf&");
});

test("a column sorts descending, an address ascending, and a second click reverses the order", () => {
  const byErrors = sortedBy(NEW.query, "errors");
  expect(byErrors).toMatchObject({ sort: "errors", descending: true });
  expect(sortedBy(byErrors, "errors")).toMatchObject({ sort: "errors", descending: false });
  expect(sortedBy(NEW.query, "address")).toMatchObject({ sort: "address", descending: false });
});
