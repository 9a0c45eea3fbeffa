/** The flags of `jam bench`. */
import { availableParallelism } from "node:os";
import { EXPECTATION_HELP, type Expectation, parseExpectations } from "../../bench/expectation.ts";
import { parseRamp, type Ramp } from "../../bench/rates.ts";
import { DEFAULTS } from "../../client/index.ts";
import { durationFlag } from "../flags/durations.ts";
import { integerFlag, switchFlag, textFlag } from "../flags/flag-kinds.ts";
import type { Flag, FlagTable, ValuesOf } from "../flags/flags.ts";

const DAY_MS = 86_400_000;
const MAX_THREADS = 64;

/** A flag whose absence has a meaning of its own. */
function optional<Value>(flag: Flag<Value>, fallbackText: string): Flag<Value | undefined> {
  return { ...flag, fallback: () => undefined, fallbackText };
}

function parsedFlag<Value>(
  parse: (text: string) => Value,
  words: { readonly placeholder: string; readonly help: string },
): Flag<Value | undefined> {
  return { ...words, parse, fallback: () => undefined, fallbackText: "off" };
}

const file = (help: string) => textFlag(() => "", { placeholder: "FILE", help, fallbackText: "none" });

/** Half of the cores; the server needs the others. */
const defaultThreads = () => Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));

export const LOAD_FLAGS = {
  connections: integerFlag({ default: 50, min: 1, max: 100_000 }, { help: "concurrent connections" }),
  pipeline: integerFlag(
    { default: 1, min: 1, max: 10_000 },
    { help: "requests sent at once on a connection; the next are sent when all of them are answered" },
  ),
  duration: optional(
    durationFlag({ defaultMs: 10_000, minMs: 10, maxMs: DAY_MS }, { help: "measured time of each step" }),
    "10s; 2s with --ramp and --find-max",
  ),
  requests: optional(
    integerFlag(
      { default: 1, min: 1, max: 1e12 },
      { help: "measure this number of requests, instead of a duration" },
    ),
    "off: --duration is the limit",
  ),
  warmup: durationFlag(
    { defaultMs: 500, minMs: 0, maxMs: DAY_MS },
    { help: "load before the measured time of each step; its replies are checked too" },
  ),
  threads: {
    ...integerFlag({ default: 1, min: 1, max: MAX_THREADS }, { help: "threads that generate the load" }),
    fallback: defaultThreads,
    fallbackText: "half of the cores, at most 4",
  },
  rate: optional(
    integerFlag(
      { default: 1, min: 1, max: 10_000_000 },
      { help: "open loop: requests per second, sent at even intervals, however fast the server replies" },
    ),
    "off: closed loop, as fast as the replies arrive",
  ),
  ramp: parsedFlag<Ramp>(parseRamp, {
    placeholder: "FROM:TO:STEP",
    help: "open loop: a series of rates, such as 100:10000:500",
  }),
  findMax: parsedFlag<readonly Expectation[]>(parseExpectations, {
    placeholder: "EXPECTATION",
    help: "open loop: search for the highest rate that meets an expectation, such as 'p99<5ms'",
  }),
  churn: switchFlag({ help: "one connection per request" }),
  idle: integerFlag(
    { default: 0, min: 0, max: 100_000 },
    { help: "silent connections in addition to the load" },
  ),
  timeout: durationFlag(
    { defaultMs: 5000, minMs: 10, maxMs: DAY_MS },
    { help: "a batch without all replies by then is an error, and its connection is closed" },
  ),
  clockToleranceMs: integerFlag(
    { default: 10, min: 0, max: 86_400_000 },
    { help: "tolerated difference between the server's clock and this machine's" },
  ),
} as const satisfies FlagTable;

export const OUTPUT_FLAGS = {
  expect: {
    ...parsedFlag<readonly Expectation[]>(parseExpectations, {
      placeholder: "EXPECTATION",
      help: `exit with 1 if it is not met, ${EXPECTATION_HELP}; may be repeated`,
    }),
    isList: true,
  },
  failFast: switchFlag({
    help: "end at the first error, and with --ramp at the first step that misses an --expect, with exit code 1",
  }),
  json: switchFlag({ help: "print the result as one JSON object (docs/bench.md)" }),
  csv: file("write the rate, latencies and errors over time as CSV"),
  svg: file("write plots: latency by percentile, and rate over time"),
  hgrm: file("write the percentile distribution for HdrHistogram's plotters"),
  quiet: switchFlag({ help: "print no progress" }),
  port: integerFlag(
    { default: DEFAULTS.port, min: 1, max: 65_535 },
    { help: "with -- COMMAND: the port that it will listen on" },
  ),
  startTimeout: durationFlag(
    { defaultMs: 10_000, minMs: 100, maxMs: DAY_MS },
    { help: "with -- COMMAND: how long to wait until it listens" },
  ),
} as const satisfies FlagTable;

/** The flags that decide what is run. */
export type LoadValues = ValuesOf<typeof LOAD_FLAGS> &
  Pick<ValuesOf<typeof OUTPUT_FLAGS>, "failFast" | "expect">;
