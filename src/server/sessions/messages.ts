/** The queries that the main thread sends to the serving threads, and their responses. */
import type {
  BoardRow,
  SessionDetail,
  SessionFault,
  SessionList,
  SessionQuery,
  SessionsUpdate,
  UpdateQuery,
} from "./rows.ts";

/** Parameter and result of each topic. */
export interface Queries {
  readonly sessions: { readonly parameter: SessionQuery; readonly result: SessionList };
  /** The session of this number in the thread. */
  readonly session: { readonly parameter: number; readonly result: SessionDetail | undefined };
  readonly board: { readonly parameter: undefined; readonly result: readonly BoardRow[] };
  /** All that a page shows, in one message: each wakes a thread. */
  readonly update: { readonly parameter: UpdateQuery; readonly result: SessionsUpdate };
  /** Faults with a higher number. */
  readonly faults: { readonly parameter: number; readonly result: readonly SessionFault[] };
}

export type Topic = keyof Queries;

export type QueryRequest = {
  readonly [Name in Topic]: {
    readonly kind: "request";
    readonly id: number;
    readonly topic: Name;
    readonly parameter: Queries[Name]["parameter"];
  };
}[Topic];

export interface QueryResponse {
  readonly kind: "response";
  readonly id: number;
  readonly result: Queries[Topic]["result"];
}
