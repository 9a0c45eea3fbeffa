import { describe, expect, test } from "bun:test";
import { EMPTY_RECORD, type ThreadFacts } from "../../src/bench/record.ts";
import { NOTHING } from "../../src/bench/tally.ts";
import { judgeLoad } from "../../src/bench/verdict.ts";

function thread(
  cpuMs: number | undefined,
  waitedForCpuMs: number | undefined = 0,
  elapsedMs = 1000,
): ThreadFacts {
  return {
    elapsedMs,
    serverEnd: { kind: "alive" },
    cpuMs,
    waitedForCpuMs,
    loopDelay: NOTHING,
    clockResolutionNs: 40,
    timerResolutionMs: 1,
  };
}

describe("a closed loop", () => {
  const closed = (...threads: readonly ThreadFacts[]) =>
    judgeLoad({ kind: "closed" }, { ...EMPTY_RECORD, threads });

  test("is server-bound if the generator waited", () => {
    expect(closed(thread(500))).toEqual({
      label: "server-bound",
      why: "its busiest thread used 50 % of a core",
    });
  });

  test("is generator-bound if one thread was at its limit", () => {
    expect(closed(thread(300), thread(950))).toEqual({
      label: "generator-bound",
      why: "its busiest thread used 95 % of a core",
    });
  });

  test("was on a busy machine if a thread had to wait for a core", () => {
    expect(closed(thread(300, 250)).label).toBe("machine-busy");
    expect(closed(thread(880, 40)).label).toBe("generator-bound");
    expect(closed(thread(500, 450))).toEqual({
      label: "machine-busy",
      why: "its busiest thread used 50 % of a core and waited 45 % of the time for one",
    });
  });

  test("is undecided if the CPU time is unknown or the run too short", () => {
    expect(closed(thread(undefined, undefined)).label).toBe("undecided");
    expect(closed(thread(90, 0, 100)).label).toBe("undecided");
  });
});

describe("an open loop", () => {
  const open = (
    counts: { lateByServer?: number; lateByGenerator?: number; unsent?: number },
    waitedForCpuMs = 0,
  ) =>
    judgeLoad(
      { kind: "open", rate: 1000 },
      { ...EMPTY_RECORD, replies: 1000, threads: [thread(1000, waitedForCpuMs)], ...counts },
    );

  test("kept its schedule if it sent all but 1 % on time, however busy it was", () => {
    expect(open({ lateByServer: 10 }).label).toBe("schedule-kept");
    expect(open({ lateByGenerator: 10 }).label).toBe("schedule-kept");
  });

  test("missed it if no connection was free, or requests were never sent", () => {
    expect(open({ lateByServer: 200 })).toEqual({
      label: "schedule-missed",
      why: "20 % of the requests waited over 1 ms for a free connection",
    });
    expect(open({ unsent: 200 }).label).toBe("schedule-missed");
    expect(open({ lateByServer: 200, lateByGenerator: 100 }).label).toBe("schedule-missed");
  });

  test("is generator-bound if the generator itself was late", () => {
    expect(open({ lateByGenerator: 500, lateByServer: 500 })).toEqual({
      label: "generator-bound",
      why: "50 % of the requests were sent over 1 ms late although a connection was free",
    });
  });

  test("was on a busy machine if the generator was late because it waited for a core", () => {
    expect(open({ lateByGenerator: 50 }, 40)).toEqual({
      label: "machine-busy",
      why: "5.0 % of the requests were sent over 1 ms late although a connection was free, and a thread waited 4.0 % of the time for a core",
    });
  });
});

test("a server that was gone, or silent, is named first, however short it lived", () => {
  const ending = (kind: "gone" | "silent") =>
    judgeLoad(
      { kind: "closed" },
      { ...EMPTY_RECORD, threads: [{ ...thread(900, 900), serverEnd: { kind, afterMs: 1500 } }] },
    );
  expect(ending("gone")).toEqual({ label: "server-gone", why: "the rate is that of the 1.5 s until then" });
  expect(ending("silent").label).toBe("server-silent");
});
