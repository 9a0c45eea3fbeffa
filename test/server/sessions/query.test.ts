/** Asking the threads: all that answer are heard, and one that hangs holds nobody up. */
import { expect, test } from "bun:test";
import type { QueryRequest } from "../../../src/server/sessions/messages.ts";
import { ThreadQueries } from "../../../src/server/sessions/query.ts";

function threads(count: number) {
  const asked: QueryRequest[][] = Array.from({ length: count }, () => []);
  const living = () => [...asked.keys()];
  return { asked, inquiry: new ThreadQueries(living, (thread, ask) => void asked[thread]?.push(ask)) };
}

test("what every thread tells is gathered", async () => {
  const { asked, inquiry } = threads(2);
  const told = inquiry.ask("faults", 7);
  for (const thread of [1, 0]) {
    const ask = asked[thread]?.[0] as QueryRequest;
    expect(ask).toMatchObject({ topic: "faults", what: 7 });
    inquiry.receive(thread, { kind: "told", id: ask.id, told: [] });
  }
  expect(await told).toEqual([[], []]);
});

test("a thread that does not answer is left out, and what it says too late is dropped", async () => {
  const { asked, inquiry } = threads(2);
  const told = inquiry.ask("faults", 0);
  const id = asked[0]?.[0]?.id ?? Number.NaN;
  inquiry.receive(0, { kind: "told", id, told: [] });
  inquiry.receive(0, { kind: "told", id, told: [] });
  expect(await told).toEqual([[]]);
  inquiry.receive(1, { kind: "told", id, told: [] });
});

test("a thread that is not there is not waited for", async () => {
  expect(await threads(1).inquiry.ask("session", 1, [5])).toEqual([]);
  expect(await threads(0).inquiry.ask("faults", 0)).toEqual([]);
});
