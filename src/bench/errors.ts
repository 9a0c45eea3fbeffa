/** Errors of a run: a closed list of kinds, each counted, with its first example. */

export const ERROR_KINDS = {
  format: "a line that is not JAM hh:mm:ss CR LF, 14 bytes",
  "error-reply": "an ERROR line instead of the time",
  older: "a second that had passed before the request was sent",
  newer: "a second that had not begun when the reply came",
  backwards: "an earlier second than that of the previous reply on the connection",
  unasked: "a line without a request",
  closed: "no reply: the server closed the connection",
  reset: "no reply: the connection was reset",
  "no-reply": "no reply within --timeout",
  "not-connected": "a connection that could not be made",
  "no-free-port": "a connection for which this machine had no free local port",
  "idle-closed": "a silent connection that the server closed",
} as const;

export type ErrorKind = keyof typeof ERROR_KINDS;

/** Bytes kept of an example. */
const EXAMPLE_BYTES = 64;

export interface Example {
  /** The received bytes in hexadecimal; empty if there were none. */
  readonly hex: string;
  readonly connection: number;
  /** Unix time in milliseconds. */
  readonly at: number;
}

export interface ErrorCount {
  readonly count: number;
  readonly example: Example;
}

export type Errors = { readonly [Kind in ErrorKind]?: ErrorCount };

export class ErrorCounts {
  #errors: { [Kind in ErrorKind]?: ErrorCount } = {};

  add(kind: ErrorKind, count: number, example: Example): void {
    const known = this.#errors[kind];
    this.#errors[kind] = known === undefined ? { count, example } : { ...known, count: known.count + count };
  }

  /** The errors since the last call. */
  take(): Errors {
    const taken = this.#errors;
    this.#errors = {};
    return taken;
  }
}

/** Keeps the earlier of two examples. */
export function mergeErrors(one: Errors, other: Errors): Errors {
  const merged: { [Kind in ErrorKind]?: ErrorCount } = { ...one };
  for (const [kind, fault] of errorEntries(other)) {
    const known = merged[kind];
    const example =
      known === undefined || fault.example.at < known.example.at ? fault.example : known.example;
    merged[kind] = { count: fault.count + (known?.count ?? 0), example };
  }
  return merged;
}

/** In the order of the list. */
export function errorEntries(errors: Errors): readonly (readonly [ErrorKind, ErrorCount])[] {
  return (Object.keys(ERROR_KINDS) as ErrorKind[]).flatMap((kind) => {
    const fault = errors[kind];
    return fault === undefined ? [] : [[kind, fault] as const];
  });
}

export function errorTotal(errors: Errors): number {
  return errorEntries(errors).reduce((sum, [, { count }]) => sum + count, 0);
}

/** The first 64 bytes: `4a 41 4d …`. */
export function toHex(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes.subarray(from, Math.min(to, from + EXAMPLE_BYTES)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join(" ");
}
