/** A TZif file (RFC 9636, versions 1 to 4), as the system's zone database has one for each zone → the zone's rules. */
import { type LocalType, localTypeBy, type PosixRule, parsePosixTz } from "./posix-tz.ts";

interface Leap {
  /** In seconds that count leap seconds. */
  readonly at: number;
  /** Leap seconds so far, from this moment on. */
  readonly correction: number;
}

/** Plain data: they cross threads. */
export interface ZoneRules {
  /** Seconds since 1970, ascending. */
  readonly transitions: readonly number[];
  /** For each transition, the index of the type from then on. */
  readonly typeOf: readonly number[];
  /** The first one is in force before the first transition. */
  readonly types: readonly LocalType[];
  /** Empty except in the zones of `right/`, for a machine whose clock counts leap seconds. */
  readonly leaps: readonly Leap[];
  /** In force after the last transition. */
  readonly after: PosixRule | undefined;
}

export interface LocalTime extends LocalType {
  /** To subtract, because the clock counts them. */
  readonly leapSeconds: number;
  /** Whether this second is a leap second: 23:59:60 in UTC. */
  readonly isLeapSecond: boolean;
}

const MAGIC = "TZif";
const HEADER_BYTES = 44;
const TYPE_BYTES = 6;

/** RFC 9636, 3.2: no zone is further from UTC. */
const MAX_OFFSET = 26 * 3600;
const ABBREVIATION = /^[A-Za-z0-9+-]{1,32}$/;

interface Header {
  readonly version: number;
  readonly markers: number;
  readonly leaps: number;
  readonly transitions: number;
  readonly types: number;
  readonly characters: number;
}

/** Undefined if the file is not valid. */
export function parseTzif(bytes: Uint8Array): ZoneRules | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = headerAt(view, 0);
  if (first === undefined) return undefined;
  if (first.version === 0) return blockAt(view, HEADER_BYTES, first, 4, undefined);
  // Later versions repeat everything with 64-bit times, and add a rule for the years to come.
  const at = HEADER_BYTES + blockBytes(first, 4);
  const second = headerAt(view, at);
  if (second === undefined) return undefined;
  const end = at + HEADER_BYTES + blockBytes(second, 8);
  const footer = /^\n([^\n\0]*)\n/.exec(textOf(bytes.subarray(end)))?.[1];
  if (footer === undefined) return undefined;
  const after = parsePosixTz(footer);
  if (footer !== "" && after === undefined) return undefined;
  return blockAt(view, at + HEADER_BYTES, second, 8, after);
}

export function localTimeAt(rules: ZoneRules, epochSeconds: number): LocalTime {
  const { leaps, transitions, after } = rules;
  const passed = countUntil(leaps.length, (index) => (leaps[index]?.at ?? 0) <= epochSeconds);
  const last = leaps[passed - 1];
  const leapSeconds = last?.correction ?? 0;
  const isLeapSecond = last?.at === epochSeconds && leapSeconds === (leaps[passed - 2]?.correction ?? 0) + 1;
  const index = countUntil(transitions.length, (each) => (transitions[each] ?? 0) <= epochSeconds);
  const isAfterAll = index === transitions.length && after !== undefined;
  const type = isAfterAll ? localTypeBy(after, epochSeconds - leapSeconds) : typeAfter(rules, index);
  return { ...type, leapSeconds, isLeapSecond };
}

/** @param passed how many transitions have passed */
function typeAfter({ typeOf, types }: ZoneRules, passed: number): LocalType {
  return types[typeOf[passed - 1] ?? 0] as LocalType;
}

/** How many of `length` ascending items are passed, by bisection. */
function countUntil(length: number, isPassed: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPassed(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function headerAt(view: DataView, at: number): Header | undefined {
  if (at + HEADER_BYTES > view.byteLength) return undefined;
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, HEADER_BYTES);
  if (textOf(bytes.subarray(0, 4)) !== MAGIC) return undefined;
  const count = (index: number) => view.getUint32(at + 20 + index * 4);
  return {
    version: bytes[4] ?? 0,
    markers: count(0) + count(1),
    leaps: count(2),
    transitions: count(3),
    types: count(4),
    characters: count(5),
  };
}

function blockBytes({ markers, leaps, transitions, types, characters }: Header, timeBytes: number): number {
  return transitions * (timeBytes + 1) + types * TYPE_BYTES + characters + leaps * (timeBytes + 4) + markers;
}

function blockAt(
  view: DataView,
  at: number,
  header: Header,
  timeBytes: 4 | 8,
  after: PosixRule | undefined,
): ZoneRules | undefined {
  if (at + blockBytes(header, timeBytes) > view.byteLength) return undefined;
  const list = (length: number) => [...Array(length).keys()];
  const time = (place: number) => (timeBytes === 4 ? view.getInt32(place) : Number(view.getBigInt64(place)));
  const indexes = at + header.transitions * timeBytes;
  const typesAt = indexes + header.transitions;
  const names = typesAt + header.types * TYPE_BYTES;
  const leapsAt = names + header.characters;
  const characters = textOf(new Uint8Array(view.buffer, view.byteOffset + names, header.characters));

  const transitions = list(header.transitions).map((index) => time(at + index * timeBytes));
  const typeOf = list(header.transitions).map((index) => view.getUint8(indexes + index));
  const types = list(header.types).map((index) => {
    const offset = view.getInt32(typesAt + index * TYPE_BYTES);
    const name = characters.slice(view.getUint8(typesAt + index * TYPE_BYTES + 5)).split("\0")[0] ?? "";
    return { offset, abbreviation: ABBREVIATION.test(name) ? name : numericAbbreviation(offset) };
  });
  const leaps = list(header.leaps).map((index) => {
    const place = leapsAt + index * (timeBytes + 4);
    return { at: time(place), correction: view.getInt32(place + timeBytes) };
  });
  const isValid =
    types.length > 0 &&
    typeOf.every((index) => index < types.length) &&
    types.every(({ offset }) => Math.abs(offset) < MAX_OFFSET) &&
    isAscending(transitions) &&
    isAscending(leaps.map((leap) => leap.at));
  return isValid ? { transitions, typeOf, types, leaps, after } : undefined;
}

/** As the database writes it for zones without letters: `+07`, `+0545`. */
export function numericAbbreviation(offset: number): string {
  if (offset === 0) return "UTC";
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${minutes % 60 === 0 ? "" : two(minutes % 60)}`;
}

function isAscending(times: readonly number[]): boolean {
  return times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
