/** Who gets a place among the readers of the event stream. */
import { expect, test } from "bun:test";
import { PLACES, PLACES_PER_ADDRESS, Place, Places, STALLED_MS } from "../../../src/monitor/http/places.ts";

const NOW = 100_000;

function fill(places: Places, counts: Readonly<Record<string, number>>) {
  const ended: Place[] = [];
  const taken = Object.entries(counts).flatMap(([address, count]) =>
    Array.from({ length: count }, () => {
      const place: Place = new Place(address, () => void ended.push(place));
      expect(places.enter(place, NOW)).toBe(true);
      return place;
    }),
  );
  return { ended, taken };
}

const newcomer = (address: string) => new Place(address, () => {});

test("an address takes a part of the places, and leaves the rest to others", () => {
  const places = new Places();
  const { taken } = fill(places, { a: PLACES_PER_ADDRESS });
  expect(places.enter(newcomer("a"), NOW)).toBe(false);
  fill(places, { b: PLACES - PLACES_PER_ADDRESS });
  expect(places.enter(newcomer("c"), NOW)).toBe(false);
  places.leave(taken[0] as Place);
  expect(places.enter(newcomer("c"), NOW)).toBe(true);
  expect(places.enter(newcomer("c"), NOW)).toBe(false);
});

test("a new reader displaces the one that has stalled longest, and no other", () => {
  const places = new Places();
  const { ended, taken } = fill(places, { a: PLACES / 2, b: PLACES / 2 });
  const [first, second, third] = taken as [Place, Place, Place];
  first.waitsSince = NOW - STALLED_MS;
  second.waitsSince = NOW - 2 * STALLED_MS;
  third.waitsSince = NOW - STALLED_MS + 1; // may be only slow
  for (const expected of [second, first]) {
    expect(places.enter(newcomer("c"), NOW)).toBe(true);
    expect(ended.pop()).toBe(expected);
  }
  expect(places.enter(newcomer("c"), NOW)).toBe(false);
  expect(ended).toEqual([]);
});

test("at the limit of its address a new reader displaces one of its address", () => {
  const places = new Places();
  const { ended, taken } = fill(places, { a: 1, b: PLACES_PER_ADDRESS });
  const [other, same] = taken as [Place, Place];
  other.waitsSince = NOW - 9 * STALLED_MS;
  expect(places.enter(newcomer("b"), NOW)).toBe(false);
  same.waitsSince = NOW - STALLED_MS;
  expect(places.enter(newcomer("b"), NOW)).toBe(true);
  expect(ended).toEqual([same]);
});
