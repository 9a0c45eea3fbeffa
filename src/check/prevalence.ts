/** How common each failure is among published servers, so that a student whose server fails is not alone. */
import type { CaseId } from "./texts/texts.ts";

/**
 * Measured in November 2026 on 113 servers that students had published for this assignment, all in Python with a
 * thread a connection, each run in a sandbox against these cases. 111 started, and 7 of these never answer `TIME`
 * CR LF with a time, so that most cases could be tried on 104.
 */
export const PREVALENCE: Readonly<
  Partial<Record<CaseId, { readonly fails: number; readonly tried: number }>>
> = {
  connect: { fails: 0, tried: 111 },
  "time-reply": { fails: 7, tried: 111 },
  "reply-prefix": { fails: 7, tried: 104 },
  "reply-format": { fails: 8, tried: 104 },
  "reply-crlf": { fails: 3, tried: 104 },
  "reply-utf8": { fails: 0, tried: 104 },
  "reply-clock": { fails: 2, tried: 104 },
  repeat: { fails: 3, tried: 104 },
  "quit-closes": { fails: 19, tried: 111 },
  "quit-after-time": { fails: 13, tried: 104 },
  "quit-silent": { fails: 15, tried: 92 },
  "concurrent-idle": { fails: 0, tried: 104 },
  "concurrent-partial": { fails: 0, tried: 104 },
  "concurrent-many": { fails: 0, tried: 104 },
  "split-word": { fails: 90, tried: 104 },
  "split-crlf": { fails: 77, tried: 104 },
  "split-bytes": { fails: 90, tried: 104 },
  "pipelined-two": { fails: 95, tried: 104 },
  "pipelined-many": { fails: 95, tried: 104 },
  "pipelined-cut": { fails: 95, tried: 104 },
  "pipelined-quit": { fails: 93, tried: 104 },
  "after-quit": { fails: 65, tried: 104 },
  "half-close": { fails: 8, tried: 104 },
  "bare-lf": { fails: 44, tried: 104 },
  "bare-cr": { fails: 39, tried: 104 },
  unterminated: { fails: 39, tried: 104 },
  lowercase: { fails: 11, tried: 104 },
  unknown: { fails: 0, tried: 104 },
  "unknown-answered": { fails: 24, tried: 111 },
  "unknown-stays": { fails: 23, tried: 104 },
  "quit-unterminated": { fails: 59, tried: 92 },
  "bad-utf8": { fails: 0, tried: 104 },
  "bad-utf8-released": { fails: 42, tried: 104 },
  "nul-bytes": { fails: 0, tried: 104 },
  "long-line": { fails: 0, tried: 104 },
  "long-line-bounded": { fails: 33, tried: 111 },
  reset: { fails: 0, tried: 104 },
  churn: { fails: 1, tried: 104 },
  "idle-crowd": { fails: 0, tried: 104 },
  "client-gone": { fails: 5, tried: 111 },
};
