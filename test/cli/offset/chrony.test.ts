import { expect, test } from "bun:test";
import { encodeSample } from "../../../src/cli/offset/chrony.ts";

test("a sample is a struct sock_sample: time, offset, no pulse, no leap second, magic", () => {
  const view = new DataView(encodeSample({ measuredAtMs: 1_700_000_000_123.5, offsetMs: -250 }).buffer);
  expect(view.byteLength).toBe(40);
  expect(view.getBigInt64(0, true)).toBe(1_700_000_000n);
  expect(view.getBigInt64(8, true)).toBe(123_500n);
  expect(view.getFloat64(16, true)).toBe(-0.25);
  expect([view.getInt32(24, true), view.getInt32(28, true), view.getInt32(32, true)]).toEqual([0, 0, 0]);
  expect(view.getInt32(36, true)).toBe(0x534f434b);
});
