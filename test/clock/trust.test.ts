/** What readings of the clocks show: the kernel's status against a bound, and steps. The readings are made up. */
import { describe, expect, test } from "bun:test";
import {
  type ClockReading,
  type ClockStatus,
  ClockTrust,
  clockStatusOf,
  type KernelReading,
} from "../../src/clock/trust.ts";

const GOOD: KernelReading = {
  state: 0,
  status: 1,
  estimatedErrorMicroseconds: 21,
  maximumErrorMicroseconds: 12_300,
};
const LOST: KernelReading = {
  state: 5,
  status: 0x40,
  estimatedErrorMicroseconds: 16_000_000,
  maximumErrorMicroseconds: 16_000_000,
};
const UNKNOWN: ClockStatus = {
  status: "unknown",
  estimatedErrorSeconds: undefined,
  maximumErrorSeconds: undefined,
};

describe("the kernel's status", () => {
  test("of a disciplined clock is synchronised, with the possible error in seconds", () => {
    expect(clockStatusOf(GOOD, 16)).toEqual({
      status: "synchronised",
      estimatedErrorSeconds: 0.000_021,
      maximumErrorSeconds: 0.0123,
    });
  });

  test.each([
    ["the clock state is TIME_ERROR", { ...GOOD, state: 5 }],
    ["STA_UNSYNC is set, whatever the state", { ...GOOD, status: 0x41 }],
    ["both", LOST],
  ])("is unsynchronised if %s", (_, kernel) => {
    expect(clockStatusOf(kernel, 16).status).toBe("unsynchronised");
  });

  test.each([1, 2, 3, 4])(
    "is synchronised also while a leap second is announced or passes: state %d",
    (state) => {
      expect(clockStatusOf({ ...GOOD, state }, 16).status).toBe("synchronised");
    },
  );

  test("is decided by the maximum error, to the microsecond", () => {
    const off = (maximumErrorMicroseconds: number) => ({ ...GOOD, maximumErrorMicroseconds });
    expect(clockStatusOf(off(500_000), 0.5).status).toBe("synchronised");
    expect(clockStatusOf(off(500_001), 0.5).status).toBe("unsynchronised");
  });

  test("is unknown if it is not available, and there are no errors then", () => {
    expect(clockStatusOf(undefined, 16)).toEqual(UNKNOWN);
  });
});

const POLICY = { requireSync: false, maxClockError: 16 };

/** Readings a second apart, each with its difference from a good clock that is not set. */
function follow(differences: readonly Partial<ClockReading>[], policy = POLICY) {
  const trust = new ClockTrust();
  const events = differences.map((difference, second) => {
    const at = { wallMs: 1e12 + second * 1000, elapsedMs: second * 1000, tookMs: 0, kernel: GOOD };
    return trust.read({ ...at, ...difference }, policy);
  });
  return { trust, events, kinds: events.map((each) => each.map(({ kind }) => kind)) };
}

describe("from reading to reading", () => {
  test("the first status is emitted, and then only a change", () => {
    expect(follow([{}, {}, { kernel: LOST }, { kernel: LOST }, {}]).kinds).toEqual([
      ["clock-synchronised"],
      [],
      ["clock-unsynchronised"],
      [],
      ["clock-synchronised"],
    ]);
  });

  test("that the status is unknown is emitted once", () => {
    expect(follow([{ kernel: undefined }, { kernel: undefined }]).kinds).toEqual([["clock-unknown"], []]);
  });

  test("before the first reading the status is unknown", () => {
    expect(new ClockTrust().status).toEqual(UNKNOWN);
  });

  test("an error that grows over the bound is a change, as when the daemon has died", () => {
    const growing = [0.4, 0.5, 0.6].map((seconds) => ({
      kernel: { ...GOOD, maximumErrorMicroseconds: seconds * 1e6 },
    }));
    const { kinds } = follow(growing, { ...POLICY, maxClockError: 0.5 });
    expect(kinds).toEqual([["clock-synchronised"], [], ["clock-unsynchronised"]]);
  });
});

describe("a time is refused", () => {
  const refusing = { ...POLICY, requireSync: true };

  test.each([
    ["while the clock is lost", LOST, true],
    ["while nothing is known of it", undefined, true],
    ["not while it is good", GOOD, false],
  ])("if sync is required: %s", (_, kernel, expected) => {
    const { trust, events } = follow([{ kernel }], refusing);
    expect(trust.refuses(refusing)).toBe(expected);
    expect(events[0]?.[0]).toMatchObject({ refuses: expected });
  });

  test("from the moment that sync is required, with an event, although the clock has not changed", () => {
    const trust = new ClockTrust();
    const reading = { wallMs: 1e12, elapsedMs: 0, tookMs: 0, kernel: LOST };
    const emitted = [POLICY, refusing, refusing, POLICY].map((policy) => trust.read(reading, policy));
    expect(emitted.map(([event]) => event)).toMatchObject([
      { kind: "clock-unsynchronised", refuses: false },
      { kind: "clock-unsynchronised", refuses: true },
      undefined,
      { kind: "clock-unsynchronised", refuses: false },
    ] as never);
  });

  test("never if sync is not required", () => {
    expect(follow([{ kernel: LOST }]).trust.refuses(POLICY)).toBe(false);
  });
});

describe("a step", () => {
  const HOUR = 3_600_000;

  /** The wall clock is set by so much between two readings. */
  function steps(byMs: number, more: Partial<ClockReading> = {}) {
    const wallMs = 1e12 + 1000 + byMs;
    return follow([{}, { wallMs, ...more }]).events[1];
  }

  test.each([
    ["ahead", HOUR, 3600],
    ["back", -HOUR, -3600],
    ["back by a second, as a leap second is inserted", -1000, -1],
    ["ahead by as little as 0.1 s", 100, 0.1],
  ])("%s is emitted with its sign", (_, byMs, seconds) => {
    expect(steps(byMs)).toEqual([{ kind: "clock-stepped", seconds }]);
  });

  test.each([99, -99, 50, 1, -1])(
    "of %d ms is ignored: the two clocks are not read at the same instant",
    (byMs) => {
      expect(steps(byMs)).toEqual([]);
    },
  );

  test("is emitted once: from then on the new time is the time", () => {
    const at = (second: number, byMs: number) => ({ wallMs: 1e12 + second * 1000 + byMs });
    expect(follow([{}, at(1, HOUR), at(2, HOUR), at(3, 0)]).kinds.slice(1)).toEqual([
      ["clock-stepped"],
      [],
      ["clock-stepped"],
    ]);
  });

  test("is not seen if the process was stopped for an hour, or the machine slept: both clocks went on", () => {
    expect(follow([{}, { wallMs: 1e12 + HOUR, elapsedMs: HOUR }]).kinds[1]).toEqual([]);
  });

  test("is not seen if the process was stopped between the two clocks", () => {
    const stopped = { wallMs: 1e12 + 1000 + HOUR, elapsedMs: 1000, tookMs: HOUR };
    expect(
      follow([{}, stopped, { wallMs: 1e12 + 2000 + HOUR, elapsedMs: 2000 + HOUR }]).kinds.slice(1),
    ).toEqual([[], []]);
  });

  test("during an unusable reading is emitted with the next", () => {
    const late = { wallMs: 1e12 + 1000 + HOUR, tookMs: 11 };
    expect(follow([{}, late, { wallMs: 1e12 + 2000 + HOUR }]).events[2]).toEqual([
      { kind: "clock-stepped", seconds: 3600 },
    ]);
  });
});
