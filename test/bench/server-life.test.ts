import { describe, expect, test } from "bun:test";
import { mergeEnds, ServerLife } from "../../src/bench/server-life.ts";

const WINDOW = { from: 1000, to: 5000 };

function start(lastReplyAt: number): ServerLife {
  const life = new ServerLife(900);
  life.lastReplyAt = lastReplyAt;
  return life;
}

test("a server whose connections ended and that refuses new ones is gone since the first of them ended", () => {
  const life = start(2490);
  for (const at of [2500, 2510]) life.lost("reset", at);
  life.lost("not-connected", 2520);
  expect(life.end(WINDOW, false)).toEqual({ kind: "gone", afterMs: 1500 });
});

test("a server that was away and answers again is alive", () => {
  const life = start(2490);
  life.lost("closed", 2500);
  life.lost("not-connected", 2510);
  life.opened();
  life.lastReplyAt = 3000;
  expect(life.end(WINDOW, true)).toEqual({ kind: "alive" });
});

test("a server that refuses new connections and serves the open ones is alive", () => {
  const life = start(2490);
  life.lost("not-connected", 2500);
  life.lastReplyAt = 4990;
  expect(life.end(WINDOW, true)).toEqual({ kind: "alive" });
});

test("it went a second time: the first absence does not count", () => {
  const life = start(1500);
  life.lost("reset", 1600);
  life.lastReplyAt = 3000;
  life.lost("reset", 3100);
  life.lost("not-connected", 3100);
  expect(life.end(WINDOW, false)).toEqual({ kind: "gone", afterMs: 2100 });
});

test("a server that died in the warm-up lived for none of the measured time", () => {
  const life = start(920);
  life.lost("not-connected", 930);
  expect(life.end(WINDOW, false)).toEqual({ kind: "gone", afterMs: 0 });
});

describe("a server that hangs", () => {
  test("is silent since its last reply", () => {
    const life = start(2500);
    for (let connection = 0; connection < 3; connection++) life.lost("no-reply", 2501);
    expect(life.end(WINDOW, true)).toEqual({ kind: "silent", afterMs: 1500 });
  });

  test("is alive if another request was answered since", () => {
    const life = start(4900);
    for (let connection = 0; connection < 3; connection++) life.lost("no-reply", 2501);
    expect(life.end(WINDOW, true)).toEqual({ kind: "alive" });
  });
});

test("a run without a reply for a long time is hopeless only if requests were lost", () => {
  const life = start(1000);
  expect(life.isAwayFor(500, 9000)).toBe(false);
  life.lost("not-connected", 1200);
  expect(life.isAwayFor(500, 1400)).toBe(false);
  expect(life.isAwayFor(500, 1500)).toBe(true);
});

test("a server that one thread still reached is alive; else it was away when the last thread lost it", () => {
  expect(mergeEnds([{ kind: "gone", afterMs: 5 }, { kind: "alive" }])).toEqual({ kind: "alive" });
  expect(
    mergeEnds([
      { kind: "gone", afterMs: 5 },
      { kind: "silent", afterMs: 9 },
    ]),
  ).toEqual({ kind: "gone", afterMs: 9 });
  expect(mergeEnds([])).toEqual({ kind: "alive" });
});
