/** What can be wrong: a closed list of kinds, counted, each with the first example. */

export const FAULT_KINDS = {
  format: "a line that is not JAM hh:mm:ss CR LF, 14 bytes",
  "error-reply": "an ERROR line instead of the time",
  older: "a second that had passed before the request was sent",
  newer: "a second that had not begun when the reply came",
  backwards: "an earlier second than the reply before it on the same connection",
  unasked: "bytes that nothing had asked for",
  closed: "not answered: the server closed the connection",
  reset: "not answered: the connection was broken off",
  "no-reply": "not answered within --timeout",
  "not-connected": "a connection that did not come about",
  "no-free-port": "a connection for which this machine had no free port left",
  "idle-closed": "a silent connection that the server closed",
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

/** Bytes of an example that are kept. */
const EXAMPLE_BYTES = 64;

export interface Example {
  /** What came, in hexadecimal; empty where nothing came. */
  readonly hex: string;
  readonly connection: number;
  /** Unix time in milliseconds. */
  readonly at: number;
}

export interface FaultCount {
  readonly count: number;
  readonly example: Example;
}

export type Faults = { readonly [Kind in FaultKind]?: FaultCount };

export class FaultCounts {
  #faults: { [Kind in FaultKind]?: FaultCount } = {};

  add(kind: FaultKind, count: number, example: Example): void {
    const known = this.#faults[kind];
    this.#faults[kind] = known === undefined ? { count, example } : { ...known, count: known.count + count };
  }

  /** What was counted since the last call. */
  take(): Faults {
    const taken = this.#faults;
    this.#faults = {};
    return taken;
  }
}

/** Of two examples the earlier one stays. */
export function mergeFaults(one: Faults, other: Faults): Faults {
  const merged: { [Kind in FaultKind]?: FaultCount } = { ...one };
  for (const [kind, fault] of faultEntries(other)) {
    const known = merged[kind];
    const example =
      known === undefined || fault.example.at < known.example.at ? fault.example : known.example;
    merged[kind] = { count: fault.count + (known?.count ?? 0), example };
  }
  return merged;
}

/** In the order of the list. */
export function faultEntries(faults: Faults): readonly (readonly [FaultKind, FaultCount])[] {
  return (Object.keys(FAULT_KINDS) as FaultKind[]).flatMap((kind) => {
    const fault = faults[kind];
    return fault === undefined ? [] : [[kind, fault] as const];
  });
}

export function faultTotal(faults: Faults): number {
  return faultEntries(faults).reduce((sum, [, { count }]) => sum + count, 0);
}

/** The first bytes as an example shows them: `4a 41 4d`. */
export function toHex(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes.subarray(from, Math.min(to, from + EXAMPLE_BYTES)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join(" ");
}
