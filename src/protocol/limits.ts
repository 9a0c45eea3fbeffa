/** Every limit on what a peer can make the server keep or wait for, one row each, with the file that enforces it. */

export interface Limit {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** Bytes of a line, its CR LF counted (FRAME-4). Part of the protocol, so no setting. */
export const LINE_BYTES = 1024;

/** To send a PROXY header in (PROXY-3): two retransmissions of TCP's. No setting: proxies send it at once. */
export const HEADER_SECONDS = 5;

export const LIMITS = {
  // server/limits/connection-count.ts
  // Enough for many classes of hundreds; the descriptor limit may lower it further.
  maxConnections: {
    default: 10_000,
    min: 1,
    max: 1_000_000,
  },
  // server/limits/address-count.ts
  // Off by default: a class is often one address (NAT).
  maxConnectionsPerAddress: {
    default: 0,
    min: 0,
    max: 1_000_000,
  },
  // server/limits/rate-limiter.ts, also the next
  // Off by default: a load generator is one address too.
  requestRate: {
    default: 0,
    min: 0,
    max: 1_000_000,
  },
  // A class of 40 that shares one address may run jam check, with 500 lines, at the same moment.
  requestBurst: {
    default: 25_000,
    min: 1,
    max: 1_000_000,
  },
  // server/connection/deadlines.ts, also the next two
  // Published clients pause 5 s and more between requests, people at netcat minutes.
  idleSeconds: {
    default: 300,
    min: 1,
    max: 86_400,
  },
  // One byte a second (slowloris) must not hold a connection for hours.
  lineSeconds: {
    default: 30,
    min: 1,
    max: 86_400,
  },
  // A client that reads nothing for this long is gone or hostile, and its replies are buffered meanwhile.
  stallSeconds: {
    default: 30,
    min: 1,
    max: 86_400,
  },
  // server/server.ts
  // How long slow clients may take to read their last replies when the server stops.
  drainSeconds: {
    default: 10,
    min: 0,
    max: 3_600,
  },
} as const satisfies Record<string, Limit>;

export type Limits = { readonly [Name in keyof typeof LIMITS]: number };
