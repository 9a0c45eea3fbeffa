/** The keys by which a case names its lines of code; every programming language has all of them. */

export const FIX_IDS = [
  /** Where connections are accepted: one thread (or its like) for each. */
  "listen",
  /** The reply, right to the byte. */
  "reply",
  /** A whole conversation over a line buffer, because copied code must handle QUIT too; with a bounded line. */
  "lines",
  /** In the loop that takes lines: QUIT. */
  "quit",
  /** In the same loop: what is neither TIME nor QUIT. */
  "unknown",
  /** Around the conversation with one client, so that its errors cost that client alone. */
  "guard",
  /** The end of what the client sends. */
  "gone",
] as const;
export type FixId = (typeof FIX_IDS)[number];
