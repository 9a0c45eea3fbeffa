/** One capture for each failure reason, and for each remark: written by hand, as small as possible. */
import type {
  CaptureFacts,
  FailureReason,
  Point,
  PointState,
  RemarkKind,
} from "../../src/lab/capture/facts.ts";
import { factsOf } from "../../src/lab/judge/facts-of.ts";
import {
  CLIENT,
  capture,
  crafted,
  GOOD,
  IGNORED,
  JAM,
  PAUSE,
  QUIT,
  SERVER,
  session,
  TIME,
} from "./crafted.ts";

export interface Case {
  readonly kind: FailureReason | RemarkKind;
  readonly point: Point;
  readonly facts: CaptureFacts;
}

const THIRD = { address: "172.16.16.103", port: 50_001 };
const CLOSED = [QUIT, "<F", ">F"];
const on46000 = session(GOOD, { server: { ...SERVER, port: 46_000 } });

const one = <Kind extends string>(kind: Kind, point: Point, ...texts: readonly string[]) => ({
  ...{ kind, point },
  facts: crafted(session(texts)),
});

export const CASES: readonly Case[] = [
  { kind: "no-sessions", point: "1.a", facts: factsOf([], { port: 45_000 }) },
  {
    kind: "refused",
    point: "1.a",
    facts: crafted([
      { at: 0, text: ">S" },
      { at: 0.1, text: "<R" },
    ]),
  },
  { kind: "wrong-port", point: "1.a", facts: factsOf([capture(on46000)], { port: 46_000 }) },
  one("one-session", "1.b", ...GOOD),
  { kind: "syn-unanswered", point: "1.a", facts: crafted([{ at: 0, text: ">S" }]) },
  {
    kind: "no-overlap",
    point: "1.b",
    facts: crafted(session(GOOD), session(GOOD, { at: 2, client: THIRD })),
  },
  {
    kind: "overlap-unserved",
    point: "1.b",
    facts: crafted(session(GOOD), session([TIME, ` ${JAM}`], { at: 0.01, client: THIRD })),
  },
  one("no-crlf-request", "1.c.i", ">HELLO\r\n", "<ERROR\r\n", ">F", "<F"),
  one("lf-instead-of-crlf", "1.c.i", ">TIME\n", "<ERROR\r\n"),
  one("lf-instead-of-crlf", "1.c.ii", TIME, JAM, ">QUIT\n"),
  one("cut-not-answered", "1.c.i", TIME, JAM, ">TI", ">ME\r\n", "<ERROR\r\n"),
  one("cut-not-answered", "1.c.i", ">TI", JAM, ">ME\r\n", JAM),
  one("joined-not-answered", "1.c.i", `${TIME}TIME\r\n`, JAM, ">F", "<F"),
  one("no-quit", "1.c.ii", TIME, JAM, ">F", "<F"),
  one("quit-not-closed", "1.c.ii", TIME, JAM, QUIT, "<A", ...PAUSE),
  one("quit-not-closed", "1.c.ii", ...IGNORED),
  one("quit-not-closed", "1.c.ii", ">TIME\r\nQUIT\r\n", JAM, ...PAUSE, ">R"),
  one("quit-closed-late", "1.c.ii", TIME, JAM, QUIT, "<A", ...PAUSE, "<F"),
  one("closed-before-quit", "1.c.ii", TIME, JAM, "<F", QUIT),
  one("quit-answered", "1.c.ii", TIME, JAM, QUIT, JAM, "<F"),
  one("no-reply", "1.c.i", TIME, "<A", ...CLOSED),
  one("no-reply", "1.c.i", TIME, "<ERROR\r\n", ...CLOSED),
  one("no-replies", "1.d.i", TIME, "<A", ...CLOSED),
  one("not-utf8", "1.d.i", TIME, "<JAM 12:00:00\xe9\r\n"),
  one("wrong-prefix", "1.d.ii", TIME, "<Jam: 12:00:00\r\n"),
  one("wrong-prefix", "1.d.ii", TIME, "<JAM  12:00:00\r\n"),
  one("wrong-prefix", "1.d.ii", TIME, "<JAM 22-11-2026 12:00:00\r\n"),
  one("date-in-reply", "1.d.iii", TIME, "<JAM 22-11-2026 12:00:00\r\n"),
  one("wrong-format", "1.d.iii", TIME, "<JAM 12:00\r\n"),
  one("no-crlf-end", "1.d.iii", TIME, "<JAM 12:00:00\n"),
  one("no-crlf-end", "1.d.iii", TIME, "<JAM 12:00:00\r\n\r\n"),
  one("wrong-clock", "1.d.iii", TIME, "<JAM 12:05:00\r\n"),
];

/** What refutes no point, and the state of the point beside it. */
export const REMARKED: readonly (Case & { readonly kind: RemarkKind; readonly state: PointState })[] = [
  {
    ...{ kind: "no-handshake", point: "1.a", state: "proven" },
    facts: crafted([
      { at: 0, text: TIME },
      { at: 0.1, text: JAM },
    ]),
  },
  { ...one("lf-was-served", "1.c.i", TIME, JAM, ">TIME\n", JAM), state: "proven" },
  { ...one("unterminated-was-served", "1.c.i", TIME, JAM, ">TIME", JAM), state: "proven" },
  { ...one("unterminated-was-served", "1.c.i", TIME, JAM, ">TIME\r", JAM), state: "proven" },
  { ...one("closed-by-reset", "1.c.ii", TIME, JAM, QUIT, "<R"), state: "proven" },
  { ...one("unasked-reply", "1.d.i", "<WELCOME\r\n", TIME, JAM), state: "proven" },
  {
    ...{ kind: "one-client", point: "1.b", state: "not-proven" },
    facts: crafted(session(GOOD), session(GOOD, { at: 2, client: { ...CLIENT, port: 50_001 } })),
  },
];
