import { expect, test } from "bun:test";
import type { Point } from "../../../src/lab/capture/facts.ts";
import { clustersOf, idRanges, shownOf, terminalsOf } from "../../../src/lab/report/shown-sessions.ts";
import { sampleFacts, sampleRun, sampleSession, TWO_SESSIONS } from "./sample-facts.ts";

const facts = sampleFacts(TWO_SESSIONS, ["1.b"]);
const pointOf = (point: Point) => {
  const found = facts.points.find((one) => one.point === point);
  if (found === undefined) throw new Error(point);
  return found;
};

test("a point draws the first of its sessions that no earlier point has drawn", () => {
  const ids = (...drawn: readonly string[]) =>
    shownOf(pointOf("1.a"), facts, undefined, new Map(drawn.map((id) => [id, "1.a"])));
  expect(ids().main?.id).toBe("S1");
  expect(ids("S1").main?.id).toBe("S2");
  expect(ids("S1", "S2")).toMatchObject({ main: { id: "S1" }, drawnAt: "1.a" });
});

test("a point that is not proven draws the session that is wrong, also if its own experiments had others", () => {
  const failures = [{ kind: "wrong-prefix", session: "S2", detail: undefined, others: 0 }] as const;
  const point = { ...pointOf("1.a"), isProven: false, state: "not-proven", failures } as const;
  const run = {
    ...sampleRun(""),
    experiments: sampleRun("").experiments.map((one) => ({ ...one, clause: "1.a" })),
  };
  expect(shownOf(point, facts, run, new Map()).main?.id).toBe("S2");
  expect(shownOf(pointOf("1.a"), facts, run, new Map()).main?.id).toBe("S1");
});

test("a point without any session shows none", () => {
  expect(shownOf(pointOf("1.b"), facts, undefined, new Map())).toEqual({
    ...{ sessions: [], main: undefined, drawnAt: undefined },
  });
});

test("a session's terminal is the one that ran on its host at its time", () => {
  const run = sampleRun("");
  const hosts = (point: Point) => terminalsOf(point, TWO_SESSIONS, run).map(({ host }) => host);
  expect(hosts("1.a")).toEqual(["mesin2", "mesin3"]);
  expect(hosts("1.d.i")).toEqual(["mesin2", "mesin3"]);
  expect(terminalsOf("1.a", [], run)).toHaveLength(2);
  expect(terminalsOf("1.d.i", [], run)).toEqual([]);
});

test("sessions connected by overlaps are one cluster; the largest are kept, in the order of time", () => {
  const at = (id: string, beginsAt: number) => sampleSession({ id, beginsAt });
  const sessions = [at("S1", 0), at("S2", 5), at("S3", 5.01), at("S4", 9), at("S5", 9.01), at("S6", 9.02)];
  const ids = clustersOf(sessions, 2).map((cluster) => cluster.map(({ id }) => id));
  expect(ids).toEqual([
    ["S2", "S3"],
    ["S4", "S5", "S6"],
  ]);
});

test("many ids are written as ranges", () => {
  expect(idRanges(["S3", "S1", "S2", "S7"])).toBe("S1–S3, S7");
});
