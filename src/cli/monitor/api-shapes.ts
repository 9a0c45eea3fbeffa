/** What `jam status` and `jam top` read of the monitor's API, as shapes: another program may answer in its place. */
import type { Health, Sample, SessionFault, SessionRow, Status, Update } from "../../monitor/facts/api.ts";
import { COUNTER } from "../../server/counters.ts";
import { list, number, object, optional, type Shape, text, yesOrNo } from "./shape.ts";

/** Names only members that the type has. */
type Members<Value> = Readonly<Partial<Record<keyof Value, Shape>>>;

const numbers = (names: readonly string[]) => object(Object.fromEntries(names.map((name) => [name, number])));

export const HEALTH = object({ isGood: yesOrNo, because: list(text) } satisfies Members<Health>);

export const STATUS = object({
  version: text,
  pid: number,
  state: text,
  now: number,
  startedAt: number,
  listening: object({ addresses: list(text), port: number }),
  reply: text,
  zone: text,
  offsets: optional(list(object({ from: number, seconds: number }))),
  clock: object({
    status: text,
    estimatedErrorSeconds: optional(number),
    maximumErrorSeconds: optional(number),
  }),
  connections: numbers(["open", "limit"]),
  counts: numbers(Object.keys(COUNTER)),
  rates: numbers(["requests", "errors", "bytesReceived", "bytesSent"]),
  threads: list(
    object({ thread: number, isAlive: yesOrNo, restarts: number, open: number, requestsPerSecond: number }),
  ),
  recording: object({ sessions: number, isSuspended: yesOrNo }),
} satisfies Members<Status>);

const row = object({
  session: text,
  address: text,
  port: number,
  openedAt: number,
  endedAt: optional(number),
  state: text,
  reason: optional(text),
  requests: number,
  errors: number,
} satisfies Members<SessionRow>);

const fault = object({
  number,
  at: number,
  session: text,
  address: text,
  port: number,
  kind: text,
} satisfies Members<SessionFault>);

const sample = object({
  at: number,
  requests: number,
  errors: number,
  connections: number,
} satisfies Members<Sample>);

export const UPDATE = object({
  status: STATUS,
  sessions: object({ matching: number, rows: list(row) }),
  faults: object({ faults: list(fault), dropped: number }),
  samples: list(sample),
} satisfies Members<Update>);
