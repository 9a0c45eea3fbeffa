/** What the main thread asks a serving thread for its books, and what it is told. */
import type { Fault, SessionDetail, SessionList, SessionQuery } from "./rows.ts";

/** By topic: what is asked with, and what is told. */
export interface Questions {
  readonly sessions: { readonly ask: SessionQuery; readonly tell: SessionList };
  /** One by its number in the thread. */
  readonly session: { readonly ask: number; readonly tell: SessionDetail | undefined };
  /** Those with a higher number. */
  readonly faults: { readonly ask: number; readonly tell: readonly Fault[] };
}

export type Topic = keyof Questions;

/** A question as it crosses to the thread. */
export type Ask = {
  readonly [Name in Topic]: {
    readonly kind: "ask";
    readonly id: number;
    readonly topic: Name;
    readonly what: Questions[Name]["ask"];
  };
}[Topic];

export interface Told {
  readonly kind: "told";
  readonly id: number;
  readonly told: Questions[Topic]["tell"];
}
