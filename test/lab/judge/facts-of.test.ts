import { expect, test } from "bun:test";
import { factsOf } from "../../../src/lab/judge/facts-of.ts";
import { CLIENT, capture, crafted, factsIn, GOOD, HOSTS, JAM, SERVER, session, TIME } from "../crafted.ts";

const THIRD = { address: "172.16.16.103", port: 50_001 };

test("a session captured on two hosts counts once, as the server's host captured it", async () => {
  for (const names of [
    ["good-mesin1", "good-mesin2"],
    ["good-mesin2", "good-mesin1"],
  ]) {
    const facts = await factsIn(...names);
    expect(facts.sessions.map(({ capture }) => capture)).toEqual(["mesin1", "mesin1"]);
    expect(facts.captures.map(({ packets }) => packets).sort()).toEqual([20, 36]);
  }
});

test("what the server's host did not capture is taken from the client's capture", () => {
  const own = capture(session(GOOD), "mesin1");
  const others = [...session(GOOD), ...session(GOOD, { at: 3, client: THIRD })];
  const facts = factsOf([capture(others, "mesin3"), own], { port: 45_000, hosts: HOSTS });
  expect(facts.sessions.map(({ id, capture }) => `${id} ${capture}`)).toEqual(["S1 mesin1", "S2 mesin3"]);
});

test("captures of hosts whose clocks differ are matched by the server's bytes", () => {
  const later = session(GOOD).map((line) => ({ ...line, at: line.at + 60 }));
  const captures = [capture(session(GOOD), "mesin1"), capture(later, "mesin2")];
  expect(factsOf(captures, { port: 45_000, hosts: HOSTS }).sessions).toHaveLength(1);
});

test("a port used twice by a client within seconds is two sessions in both captures", () => {
  const twice = [...session(GOOD), ...session([TIME, JAM], { at: 1 })];
  const captures = [capture(twice, "mesin1"), capture(twice, "mesin2")];
  expect(factsOf(captures, { port: 45_000, hosts: HOSTS }).sessions).toHaveLength(2);
});

test("each server and client is listed once", () => {
  const facts = crafted(
    session(GOOD),
    session(GOOD, { at: 1, client: { ...CLIENT, port: 50_009 } }),
    session(GOOD, { at: 2, client: THIRD }),
  );
  expect(facts.servers).toEqual([SERVER]);
  expect(facts.clients).toEqual([CLIENT.address, THIRD.address]);
});

test("without a capture there is no session, and no point is proven", () => {
  const facts = factsOf([], { port: 45_000 });
  expect(facts.sessions).toEqual([]);
  expect(facts.points.every(({ isProven }) => !isProven)).toBe(true);
});
