import { expect, test } from "bun:test";
import fc from "fast-check";
import { shareOf, shareStart } from "../../src/bench/share.ts";

test("the shares add up to the whole, differ by at most one, and are contiguous", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 64 }), (whole, parts) => {
      let start = 0;
      for (let part = 0; part < parts; part++) {
        expect(shareStart(whole, part, parts)).toBe(start);
        expect(shareOf(whole, part, parts) - Math.floor(whole / parts)).toBeOneOf([0, 1]);
        start += shareOf(whole, part, parts);
      }
      expect(start).toBe(whole);
    }),
  );
});
