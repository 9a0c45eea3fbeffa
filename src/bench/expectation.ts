/** Expectations of a result, such as `p99<5ms` or `errors=0`: parsed, and compared with a measured value. */
import { ERROR_KINDS } from "./errors.ts";

const OPERATORS = {
  "<=": (measured: number, bound: number) => measured <= bound,
  ">=": (measured: number, bound: number) => measured >= bound,
  "<": (measured: number, bound: number) => measured < bound,
  ">": (measured: number, bound: number) => measured > bound,
  "=": (measured: number, bound: number) => measured === bound,
} as const;

type Operator = keyof typeof OPERATORS;

const MS_OF = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000 } as const satisfies Record<string, number>;
const FACTORS = { "": 1, k: 1e3, M: 1e6 } as const satisfies Record<string, number>;

export type Metric =
  | { readonly kind: "percentile"; readonly percentile: number }
  | { readonly kind: "max" }
  | { readonly kind: "rate" }
  | { readonly kind: "replies" }
  /** All errors, or those of one kind; as a count, or in percent of all requests. */
  | { readonly kind: "errors"; readonly of: string | undefined; readonly unit: "count" | "percent" };

export interface Expectation {
  readonly text: string;
  readonly metric: Metric;
  readonly operator: Operator;
  /** Milliseconds, requests per second, a count, or percent. */
  readonly bound: number;
}

const FORM = /^\s*([a-z][a-z0-9.-]*)\s*(<=|>=|<|>|=)\s*(\d+(?:\.\d+)?)\s*([^\s\d]*)\s*$/;
export const EXPECTATION_HELP = "such as p99<5ms, max<=1s, errors=0, errors.older<0.1% or rate>=50k";

/** Separated by commas. @throws {Error} with a message that follows a flag's name */
export function parseExpectations(text: string): readonly Expectation[] {
  return text.split(",").map((part) => parseExpectation(part.trim()));
}

function parseExpectation(text: string): Expectation {
  const [, name, operator, number, unit] = FORM.exec(text) ?? [];
  if (name === undefined || number === undefined || unit === undefined || !isOperator(operator)) {
    throw new Error(
      `must be METRIC, one of < <= = >= >, and a value, ${EXPECTATION_HELP}; not ${JSON.stringify(text)}.`,
    );
  }
  const metric = parseMetric(name, unit);
  if (metric === undefined) {
    throw new Error(
      `has no metric ${JSON.stringify(name)}: use p50, p99.9 or another percentile, max, rate, replies, errors or errors.KIND.`,
    );
  }
  return { text, metric, operator, bound: Number(number) * factorOf(metric, unit, text) };
}

function parseMetric(name: string, unit: string): Metric | undefined {
  const percentile = /^p(\d{1,2}(?:\.\d+)?)$/.exec(name)?.[1];
  if (percentile !== undefined) return { kind: "percentile", percentile: Number(percentile) };
  if (name === "max" || name === "rate" || name === "replies") return { kind: name };
  const [errors, of] = name.split(/\.(.*)/, 2);
  if (errors !== "errors" || (of !== undefined && !Object.hasOwn(ERROR_KINDS, of))) return undefined;
  return { kind: "errors", of, unit: unit === "%" ? "percent" : "count" };
}

/** @throws {Error} if the metric does not have this unit */
function factorOf(metric: Metric, unit: string, text: string): number {
  const isLatency = metric.kind === "percentile" || metric.kind === "max";
  const units: Readonly<Record<string, number>> = isLatency
    ? MS_OF
    : metric.kind === "errors"
      ? { "": 1, "%": 1 }
      : metric.kind === "rate"
        ? { ...FACTORS, "/s": 1, "k/s": 1e3, "M/s": 1e6 }
        : FACTORS;
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor !== undefined) return factor;
  const known = Object.keys(units).map((each) => (each === "" ? "none" : each));
  throw new Error(`must have one of the units ${known.join(", ")}, not ${JSON.stringify(text)}.`);
}

function isOperator(text: string | undefined): text is Operator {
  return text !== undefined && Object.hasOwn(OPERATORS, text);
}

/** @param measured undefined if it could not be measured, which meets no expectation */
export function isMet({ operator, bound }: Expectation, measured: number | undefined): boolean {
  return measured !== undefined && OPERATORS[operator](measured, bound);
}
