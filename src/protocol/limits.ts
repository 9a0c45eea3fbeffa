/** Every limit on what a peer can make us keep or wait for, one row each. Who enforces it stands beside it. */

export interface Limit {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** Bytes of a line, its CR LF counted (FRAME-4). Part of the protocol, so no setting. */
export const LINE_BYTES = 1024;

export const LIMITS = {
  // server/admission.ts
  // A class of hundreds fits many times over; the descriptor limit may lower it further.
  maxConnections: {
    default: 10_000,
    min: 1,
    max: 1_000_000,
  },
  // server/address-places.ts
  // A class is often one address (NAT), so there is none by default.
  maxConnectionsPerAddress: {
    default: 0,
    min: 0,
    max: 1_000_000,
  },
  // server/request-budget.ts, as is the next
  // Off by default, since a load generator is one address too.
  requestRate: {
    default: 0,
    min: 0,
    max: 1_000_000,
  },
  // A class of 40 behind one address may run jam check, of 500 lines, at the same moment.
  requestBurst: {
    default: 25_000,
    min: 1,
    max: 1_000_000,
  },
  // server/deadlines.ts, as are the next two
  // Published clients pause 5 s and more between requests, people at netcat minutes.
  idleSeconds: {
    default: 300,
    min: 1,
    max: 86_400,
  },
  // A line begun is a client that waits; one byte a second (slowloris) must not hold a place for hours.
  lineSeconds: {
    default: 30,
    min: 1,
    max: 86_400,
  },
  // A reader that takes nothing for this long is gone or hostile, and its replies are kept meanwhile.
  stallSeconds: {
    default: 30,
    min: 1,
    max: 86_400,
  },
  // server/server.ts
  // Slow readers get this long to take their last replies when the server stops.
  drainSeconds: {
    default: 10,
    min: 0,
    max: 3_600,
  },
} as const satisfies Record<string, Limit>;

export type Limits = { readonly [Name in keyof typeof LIMITS]: number };
