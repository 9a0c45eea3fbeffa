/** The flags of `jam bench`. */
import { availableParallelism } from "node:os";
import { EXPECTATION_HELP, type Expectation, parseExpectations } from "../../bench/expectation.ts";
import { parseRamp, type Ramp } from "../../bench/rates.ts";
import { DEFAULTS } from "../../client/index.ts";
import { integerFlag, switchFlag, textFlag } from "../flags/flag-kinds.ts";
import type { Flag, FlagTable, ValuesOf } from "../flags/flags.ts";
import { durationFlag } from "./durations.ts";

const DAY_MS = 86_400_000;
const MOST_THREADS = 64;

/** A flag whose absence means something of its own. */
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

/** Half of the cores, for the server wants some too. */
const defaultThreads = () => Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));

export const LOAD_FLAGS = {
  connections: integerFlag(
    { default: 50, min: 1, max: 100_000 },
    { help: "connections that ask at the same time" },
  ),
  pipeline: integerFlag(
    { default: 1, min: 1, max: 10_000 },
    { help: "requests sent at once on a connection; the next go out when all of them are answered" },
  ),
  duration: optional(
    durationFlag({ defaultMs: 10_000, minMs: 10, maxMs: DAY_MS }, { help: "how long to measure, each step" }),
    "10s; 2s a step with --ramp and --find-max",
  ),
  requests: optional(
    integerFlag(
      { default: 1, min: 1, max: 1e12 },
      { help: "measure so many requests, instead of for a time" },
    ),
    "as many as --duration holds",
  ),
  warmup: durationFlag(
    { defaultMs: 500, minMs: 0, maxMs: DAY_MS },
    { help: "load before it is measured, each step; replies are checked then too" },
  ),
  threads: {
    ...integerFlag({ default: 1, min: 1, max: MOST_THREADS }, { help: "threads that make the load" }),
    fallback: defaultThreads,
    fallbackText: "half of the cores, 4 at most",
  },
  rate: optional(
    integerFlag(
      { default: 1, min: 1, max: 10_000_000 },
      { help: "open loop: so many requests a second, due at even distances, whatever the server does" },
    ),
    "closed loop: as many as come back",
  ),
  ramp: parsedFlag<Ramp>(parseRamp, {
    placeholder: "FROM:TO:STEP",
    help: "open loop: one rate after another, such as 100:10000:500",
  }),
  findMax: parsedFlag<readonly Expectation[]>(parseExpectations, {
    placeholder: "PROMISE",
    help: "open loop: search the highest rate that keeps a promise, such as 'p99<5ms'",
  }),
  churn: switchFlag({ help: "a connection a request" }),
  idle: integerFlag({ default: 0, min: 0, max: 100_000 }, { help: "silent connections beside the load" }),
  timeout: durationFlag(
    { defaultMs: 5000, minMs: 10, maxMs: DAY_MS },
    { help: "a batch that is not answered by then is an error, and its connection is given up" },
  ),
  clockToleranceMs: integerFlag(
    { default: 10, min: 0, max: 86_400_000 },
    { help: "by how much the server's clock may differ from this machine's when its seconds are checked" },
  ),
} as const satisfies FlagTable;

export const OUTPUT_FLAGS = {
  expect: {
    ...parsedFlag<readonly Expectation[]>(parseExpectations, {
      placeholder: "PROMISE",
      help: `exit with 1 where it is broken, ${EXPECTATION_HELP}; may be given many times`,
    }),
    isList: true,
  },
  json: switchFlag({ help: "print the result as one JSON object (docs/bench.md)" }),
  svg: file("write pictures: latency by percentile, and rate over time"),
  hgrm: file("write the percentile distribution as HdrHistogram's plotters read it"),
  quiet: switchFlag({ help: "say nothing while it runs" }),
  port: integerFlag(
    { default: DEFAULTS.port, min: 1, max: 65_535 },
    { help: "with -- COMMAND: the port on which it will listen" },
  ),
  startTimeout: durationFlag(
    { defaultMs: 10_000, minMs: 100, maxMs: DAY_MS },
    { help: "with -- COMMAND: how long it may take until it listens" },
  ),
} as const satisfies FlagTable;

export type LoadValues = ValuesOf<typeof LOAD_FLAGS>;
