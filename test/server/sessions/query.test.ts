/** Queries to the threads: the responses are collected, and a thread that hangs delays none of them for long. */
import { expect, test } from "bun:test";
import type { QueryRequest } from "../../../src/server/sessions/messages.ts";
import { ThreadQueries } from "../../../src/server/sessions/query.ts";

function threads(count: number) {
  const sent: QueryRequest[][] = Array.from({ length: count }, () => []);
  const running = () => [...sent.keys()];
  return { sent, queries: new ThreadQueries(running, (thread, request) => void sent[thread]?.push(request)) };
}

test("the responses of all threads are collected", async () => {
  const { sent, queries } = threads(2);
  const results = queries.request("faults", 7);
  for (const thread of [1, 0]) {
    const request = sent[thread]?.[0] as QueryRequest;
    expect(request).toMatchObject({ topic: "faults", parameter: 7 });
    queries.receive(thread, { kind: "response", id: request.id, result: [] });
  }
  expect(await results).toEqual([[], []]);
});

test("a thread that does not respond is left out, and its late response is dropped", async () => {
  const { sent, queries } = threads(2);
  const results = queries.request("faults", 0);
  const id = sent[0]?.[0]?.id ?? Number.NaN;
  queries.receive(0, { kind: "response", id, result: [] });
  queries.receive(0, { kind: "response", id, result: [] });
  expect(await results).toEqual([[]]);
  queries.receive(1, { kind: "response", id, result: [] });
});

test("a thread that does not run is not waited for", async () => {
  expect(await threads(1).queries.request("session", 1, [5])).toEqual([]);
  expect(await threads(0).queries.request("faults", 0)).toEqual([]);
});
