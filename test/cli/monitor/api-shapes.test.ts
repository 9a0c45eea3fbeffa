/** What `jam status` and `jam top` accept as the API of a monitor. */
import { describe, expect, test } from "bun:test";
import { HEALTH, STATUS, UPDATE } from "../../../src/cli/monitor/api-shapes.ts";
import { Sampler } from "../../../src/monitor/facts/sampler.ts";
import { statusOf } from "../../../src/monitor/facts/status.ts";
import { sampleSource } from "../../monitor/sample-source.ts";

const source = sampleSource();
const status = plain(statusOf(source, new Sampler(source, 0), 1_000));
const peer = { session: "0.1", address: "127.0.0.1", port: 1 };
const row = { ...peer, openedAt: 1, endedAt: 2, state: "ended", reason: "quit", requests: 1, errors: 0 };
const update = {
  status,
  sessions: { matching: 1, rows: [row] },
  faults: { faults: [{ ...peer, number: 1, at: 1, kind: "unknown" }], dropped: 0 },
  samples: [{ at: 1, requests: 1, errors: 0, connections: 1 }],
};

/** As it is after a journey as JSON. */
function plain(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value));
}

/** Each member at any depth, with the value in which it is replaced. */
function* eachReplaced(value: unknown, by: unknown, path = ""): Generator<readonly [string, unknown]> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const here = Array.isArray(value) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    const put = (each: unknown) =>
      Array.isArray(value) ? value.with(Number(name), each) : { ...value, [name]: each };
    yield [here, put(by)];
    for (const [inner, replaced] of eachReplaced(member, by, here)) yield [inner, put(replaced)];
  }
}

/** Sent, and read by neither command; or it may be left out. */
const FREE = /^(status\.)?(lenient|pattern|rates\.opened|network.*)$/;

describe("an update of a monitor", () => {
  test("fits, also with members that only a newer server has", () => {
    expect(UPDATE(update, "")).toBeUndefined();
    expect(STATUS({ ...status, weather: "fine" }, "")).toBeUndefined();
    expect(HEALTH({ isGood: false, because: ["the server is draining"] }, "")).toBeUndefined();
  });

  test.each([
    ["null", null],
    ["an object", {}],
    ["a list of lists", [[]]],
    ["a long text", "x".repeat(1_001)],
    ["an infinite number", Number.POSITIVE_INFINITY],
  ])("does not fit with %s in the place of any member, and the member is named", (_, by) => {
    for (const [path, replaced] of eachReplaced(update, by)) {
      if (FREE.test(path)) continue;
      expect([path, UPDATE(replaced, "")]).toEqual([path, expect.stringContaining(path) as string]);
    }
  });
});
