/** `p99<5ms`, `errors=0`: promises about a result, read and judged. Knows no result but the metrics it is given. */
import { FAULT_KINDS } from "./faults.ts";

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
  /** All errors, or those of a kind; as a count, or in percent of everything asked. */
  | { readonly kind: "errors"; readonly of: string | undefined; readonly unit: "count" | "percent" };

export interface Expectation {
  readonly text: string;
  readonly metric: Metric;
  readonly operator: Operator;
  /** Milliseconds, a rate a second, a count, or percent. */
  readonly bound: number;
}

const FORM = /^\s*([a-z][a-z0-9.-]*)\s*(<=|>=|<|>|=)\s*(\d+(?:\.\d+)?)\s*([^\s\d]*)\s*$/;
export const EXPECTATION_HELP = "such as p99<5ms, max<=1s, errors=0, errors.older<0.1% or rate>=50k";

/** Several stand with commas between them. @throws {Error} whose message goes on from a flag's name */
export function parseExpectations(text: string): readonly Expectation[] {
  return text.split(",").map((part) => parseExpectation(part.trim()));
}

function parseExpectation(text: string): Expectation {
  const [, name, operator, number, unit] = FORM.exec(text) ?? [];
  if (name === undefined || number === undefined || unit === undefined || !isOperator(operator)) {
    throw new Error(
      `wants METRIC, one of < <= = >= >, and a value, ${EXPECTATION_HELP}; not ${JSON.stringify(text)}.`,
    );
  }
  const metric = parseMetric(name, unit);
  if (metric === undefined) {
    throw new Error(
      `knows p50, p99.9 and the like, max, rate, replies, errors and errors.KIND, not ${JSON.stringify(name)}.`,
    );
  }
  return { text, metric, operator, bound: Number(number) * factorOf(metric, unit, text) };
}

function parseMetric(name: string, unit: string): Metric | undefined {
  const percentile = /^p(\d{1,2}(?:\.\d+)?)$/.exec(name)?.[1];
  if (percentile !== undefined) return { kind: "percentile", percentile: Number(percentile) };
  if (name === "max" || name === "rate" || name === "replies") return { kind: name };
  const [errors, of] = name.split(/\.(.*)/, 2);
  if (errors !== "errors" || (of !== undefined && !Object.hasOwn(FAULT_KINDS, of))) return undefined;
  return { kind: "errors", of, unit: unit === "%" ? "percent" : "count" };
}

/** @throws {Error} for a unit that the metric does not have */
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
  throw new Error(`wants one of the units ${known.join(", ")} in ${JSON.stringify(text)}.`);
}

function isOperator(text: string | undefined): text is Operator {
  return text !== undefined && Object.hasOwn(OPERATORS, text);
}

/** @param measured undefined where it could not be measured: what is not known to hold is broken */
export function holds({ operator, bound }: Expectation, measured: number | undefined): boolean {
  return measured !== undefined && OPERATORS[operator](measured, bound);
}
