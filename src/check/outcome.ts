/** What a try of a case can find: a pass, a fail with its fault, or a skip; what the judge cannot do is a JudgeError. */

/**
 * Why a case failed: a closed list, because every fault has a text in every language. It holds only what the server
 * did; what the judge could not do is thrown as a JudgeError.
 */
export const FAULTS = [
  /** Nothing listens: the connection was refused. */
  "refused",
  /** COMMAND listens on another port, and was judged there; parameters: expected, got. */
  "other-port",
  /** The connection was not accepted in time. */
  "not-accepted",
  /** Nothing came in time. */
  "silent",
  /** White space came, and nothing else; parameters: text (escaped). */
  "blank",
  /** Bytes came, and none of them was a time. */
  "no-time",
  /** The server closed (FIN) before it answered. */
  "closed-early",
  /** The server reset the connection before it answered. */
  "reset-early",
  /** Fewer time-like replies than requests; parameters: expected, got. */
  "too-few",
  /** More time-like replies than requests; parameters: expected, got. */
  "too-many",
  /** The right number of replies, and something else; parameters: extra (escaped text). */
  "something-else",
  /** A time-like reply came although none may. */
  "served",
  /** The server did not close, and must. */
  "not-closed",
  /** The server closed, and must not. */
  "closed",
  /** A text came before the close; parameters: text. */
  "talked",
  /** Of several connections some were not answered; parameters: expected, got. */
  "some-unserved",
  /** A fresh connection was not served afterwards. */
  "not-served-after",
  /** Parameters: prefix (escaped). */
  "wrong-prefix",
  /** Parameters: text (escaped). */
  "wrong-format",
  /** Parameters: end (escaped), what follows the time. */
  "wrong-end",
  /** Something came after the reply's end; parameters: extra (escaped). */
  "more-after-end",
  "not-utf8",
  "byte-order-mark",
  /** The shown time is not the present in any zone; parameters: shown, expected (UTC). */
  "wrong-time",
  /** The second reading did not follow the first; parameters: first, second, seconds. */
  "clock-stands",
  /** The two readings are of different zones; parameters: first, second. */
  "zone-changes",
  /** The server took everything and neither answered nor closed; parameters: bytes. */
  "took-everything",
  /** Parameters: percent (of one core). */
  "spins",
  /** The server's process ended, and the case itself found nothing wrong. */
  "died",
] as const;
export type FaultId = (typeof FAULTS)[number];

export type Parameters = Readonly<Record<string, string | number>>;

export type Outcome =
  | { readonly verdict: "pass" }
  | { readonly verdict: "fail"; readonly fault: FaultId; readonly parameters: Parameters }
  /** The case could not be tried here, through no fault of the server; `why` is the id of a text. */
  | { readonly verdict: "skip"; readonly why: "process-unknown" | "too-slow" | "machine-too-busy" };

export const PASS: Outcome = { verdict: "pass" };

export function fail(fault: FaultId, parameters: Parameters = {}): Outcome {
  return { verdict: "fail", fault, parameters };
}

/** What the judge or the machine could not do; never a fail of the server. `code` is the system's, such as EMFILE. */
export class JudgeError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
