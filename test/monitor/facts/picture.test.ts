import { expect, test } from "bun:test";
import type { Sample, SessionFault, Status, Update } from "../../../src/monitor/facts/api.ts";
import { foldUpdate, KEPT_FAULTS, KEPT_SAMPLES } from "../../../src/monitor/facts/picture.ts";

const sample = (at: number): Sample => ({ at, requests: 1, errors: 0, connections: 1 });
const fault = (number: number): SessionFault => ({
  number,
  at: number,
  session: "1.1",
  address: "127.0.0.1",
  port: 50_000,
  kind: "bare-lf",
});

function update(given: {
  faults?: readonly SessionFault[];
  samples?: readonly Sample[];
  startedAt?: number;
}): Update {
  return {
    // Only its start matters here.
    status: { startedAt: given.startedAt ?? 1 } as Status,
    sessions: { matching: 0, rows: [] },
    board: [],
    faults: { faults: given.faults ?? [], dropped: 3 },
    samples: given.samples ?? [],
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test("newer faults come before older ones, and newer samples after", () => {
  const first = foldUpdate(
    undefined,
    update({ faults: [fault(2), fault(1)], samples: [sample(1), sample(2)] }),
  );
  const second = foldUpdate(first, update({ faults: [fault(3)], samples: [sample(3)] }));
  expect(second.faults.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(second.samples.map(({ at }) => at)).toEqual([1, 2, 3]);
  expect(second.faultsDropped).toBe(3);
});

test("a stream that reconnects adds nothing twice", () => {
  const given = { faults: [fault(2), fault(1)], samples: [sample(1), sample(2)] };
  const first = foldUpdate(undefined, update(given));
  const again = foldUpdate(first, update({ faults: [fault(3), ...given.faults], samples: given.samples }));
  expect(again.faults.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(again.samples).toBe(first.samples);
});

test("a server that restarted starts a new picture", () => {
  const first = foldUpdate(undefined, update({ faults: [fault(9)], samples: [sample(9)] }));
  const next = foldUpdate(first, update({ faults: [fault(1)], samples: [sample(10)], startedAt: 2 }));
  expect(next.faults.map(({ number }) => number)).toEqual([1]);
  expect(next.samples.map(({ at }) => at)).toEqual([10]);
});

test("nothing grows without end", () => {
  const first = foldUpdate(
    undefined,
    update({ faults: range(0, 150).map((n) => fault(150 - n)), samples: range(1, 301).map(sample) }),
  );
  const next = foldUpdate(
    first,
    update({ faults: range(0, 150).map((n) => fault(300 - n)), samples: range(301, 400).map(sample) }),
  );
  expect(next.faults).toHaveLength(KEPT_FAULTS);
  expect(next.faults[0]?.number).toBe(300);
  expect(next.samples).toHaveLength(KEPT_SAMPLES);
  expect(next.samples.at(-1)?.at).toBe(399);
});
