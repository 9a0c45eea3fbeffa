import { expect, test } from "bun:test";
import fc from "fast-check";
import { ERROR_KINDS, type ErrorKind } from "../../src/bench/errors.ts";
import { type BenchRecord, EMPTY_RECORD, mergeRecords } from "../../src/bench/record.ts";
import { Recorder } from "../../src/bench/recorder.ts";

const kinds = Object.keys(ERROR_KINDS) as ErrorKind[];
const records: fc.Arbitrary<BenchRecord> = fc
  .record({
    latencies: fc.array(fc.double({ min: 0, max: 1000, noNaN: true })),
    replies: fc.nat(1e9),
    unsent: fc.nat(1000),
    unanswered: fc.nat(1000),
    errors: fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(100), fc.nat(1e6)), { maxLength: 5 }),
    bytes: fc.nat(1e9),
  })
  .map(({ latencies, replies, unsent, unanswered, errors, bytes }) => {
    const recorder = new Recorder();
    for (const ms of latencies) recorder.latency.add(ms, 1);
    for (const [kind, count, at] of errors) recorder.errors.add(kind, count, { hex: "", connection: 0, at });
    recorder.replies = replies;
    recorder.unsent = unsent;
    recorder.unanswered = unanswered;
    recorder.bytesReceived = bytes;
    recorder.timings = latencies.length;
    return recorder.take(3600);
  });

test("merging has a neutral record and is commutative, except for examples of the same moment", () => {
  const countsOf = (record: BenchRecord) => ({
    ...record,
    errors: Object.fromEntries(
      Object.entries(record.errors).map(([kind, fault]) => [kind, [fault.count, fault.example.at]]),
    ),
  });
  fc.assert(
    fc.property(records, records, records, (one, two, three) => {
      expect(mergeRecords(EMPTY_RECORD, one)).toEqual(one);
      expect(countsOf(mergeRecords(one, two))).toEqual(countsOf(mergeRecords(two, one)));
      const left = mergeRecords(mergeRecords(one, two), three);
      expect(countsOf(left)).toEqual(countsOf(mergeRecords(one, mergeRecords(two, three))));
    }),
  );
});

test("of two examples the earlier one stays", () => {
  const recorder = new Recorder();
  const faultAt = (at: number) => {
    recorder.errors.add("older", 2, { hex: `${at}`, connection: 1, at });
    return recorder.take(undefined);
  };
  const merged = mergeRecords(faultAt(20), faultAt(10));
  expect(merged.errors.older).toEqual({ count: 4, example: { hex: "10", connection: 1, at: 10 } });
});

test("taking a record clears the counts", () => {
  const recorder = new Recorder();
  recorder.replies = 5;
  recorder.latency.add(1, 5);
  recorder.errors.add("reset", 1, { hex: "", connection: 0, at: 0 });
  recorder.take(undefined);
  expect(recorder.take(undefined)).toEqual(EMPTY_RECORD);
});
