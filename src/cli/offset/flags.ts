/** The flags of `jam offset`. */
import { OFFSET_DEFAULTS } from "../../client/index.ts";
import { durationFlag } from "../flags/durations.ts";
import { integerFlag, switchFlag, textFlag } from "../flags/flag-kinds.ts";
import type { Flag, FlagTable, ValuesOf } from "../flags/flags.ts";

/** A flag that is off unless it is given. */
function optional<Value>(flag: Flag<Value>, fallbackText: string): Flag<Value | undefined> {
  return { ...flag, fallback: () => undefined, fallbackText };
}

const DAY_MS = 86_400_000;
const anyThreshold = { defaultMs: 0, minMs: 0, maxMs: DAY_MS };
const file = (help: string) => textFlag(() => "", { placeholder: "FILE", help, fallbackText: "none" });

export const FLAGS = {
  requests: optional(
    integerFlag(
      { default: OFFSET_DEFAULTS.requests, min: 2, max: 1_000 },
      { help: "at most this many requests to each server; few take longer" },
    ),
    `${OFFSET_DEFAULTS.requests}; 240 with --fast; 24 for each measurement after the first with --watch`,
  ),
  fast: switchFlag({ help: "up to 32 requests a second, all in flight at once, instead of 8" }),
  late: durationFlag(
    { defaultMs: OFFSET_DEFAULTS.lateMs, minMs: 0, maxMs: 60_000 },
    { help: "allow for a server that shows each second up to this much late: 10ms if it reads C's time()" },
  ),
  driftPpm: integerFlag(
    { default: OFFSET_DEFAULTS.driftPpm, min: 0, max: 500 },
    { help: "allow for clocks whose rates differ by up to this many millionths while it measures" },
  ),
  timeoutSeconds: integerFlag(
    { default: 5, min: 1, max: 86_400 },
    { help: "wait this long for the connection, and for each reply" },
  ),
  watch: switchFlag({ help: "measure again and again, with the drift between the clocks, until Ctrl-C" }),
  every: durationFlag(
    { defaultMs: 16_000, minMs: 1_000, maxMs: DAY_MS },
    { help: "with --watch, from the start of one measurement to that of the next" },
  ),
  count: optional(
    integerFlag(
      { default: 1, min: 1, max: 1_000_000 },
      { help: "with --watch, end after this many measurements" },
    ),
    "unlimited",
  ),
  json: switchFlag({ help: "print a JSON object; with --watch one a line" }),
  svg: file("draw how the bound became narrower, and with --watch the offset over time"),
  textfile: file("write metrics for the textfile collector of Prometheus's node_exporter"),
  chronySocket: textFlag(() => "", {
    placeholder: "PATH",
    help: "send each measurement to chronyd, for a refclock SOCK PATH",
    fallbackText: "none",
  }),
  warn: optional(
    durationFlag(anyThreshold, { help: "as a monitoring plugin: WARNING over this offset, ahead or behind" }),
    "off",
  ),
  crit: optional(
    durationFlag(anyThreshold, {
      help: "as a monitoring plugin: CRITICAL over this offset, ahead or behind",
    }),
    "off",
  ),
} as const satisfies FlagTable;

export type Values = ValuesOf<typeof FLAGS>;

const FAST = { requests: 240, inFlight: 32 };
const AGAIN_REQUESTS = 24;

/** @param isAgain whether an earlier measurement found out where to look */
export function requestsOf(
  { requests, fast }: Values,
  isAgain: boolean,
): { requests: number; inFlight: number } {
  const usual = fast ? FAST : { requests: OFFSET_DEFAULTS.requests, inFlight: OFFSET_DEFAULTS.inFlight };
  const least = isAgain ? Math.min(AGAIN_REQUESTS, usual.requests) : usual.requests;
  return { requests: requests ?? least, inFlight: usual.inFlight };
}
