/** What the main thread asks a serving thread for its books, and what it is told. */
import type { SessionDetail, SessionFault, SessionList, SessionQuery } from "./rows.ts";

/** By topic: what is asked with, and what is told. */
export interface Queries {
  readonly sessions: { readonly ask: SessionQuery; readonly tell: SessionList };
  /** One by its number in the thread. */
  readonly session: { readonly ask: number; readonly tell: SessionDetail | undefined };
  /** Those with a higher number. */
  readonly faults: { readonly ask: number; readonly tell: readonly SessionFault[] };
}

export type Topic = keyof Queries;

/** A question as it crosses to the thread. */
export type QueryRequest = {
  readonly [Name in Topic]: {
    readonly kind: "ask";
    readonly id: number;
    readonly topic: Name;
    readonly what: Queries[Name]["ask"];
  };
}[Topic];

export interface QueryResponse {
  readonly kind: "told";
  readonly id: number;
  readonly told: Queries[Topic]["tell"];
}
