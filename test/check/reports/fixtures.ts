/** Results made by hand: a right server, a typical wrong one, a hostile one, a refused connection, a crash. */
import { type Level, PROFILES, type Profile } from "../../../src/check/case.ts";
import { CASE_IDS, type CaseId, caseOf } from "../../../src/check/cases/registry.ts";
import { FAULTS, type FaultId, type Parameters } from "../../../src/check/outcome.ts";
import type { TraceEvent } from "../../../src/check/probe/trace.ts";
import type { CaseResult, CheckResult } from "../../../src/check/result.ts";

const hexOf = (text: string) => Buffer.from(text, "latin1").toString("hex");
const bytes = (kind: "sent" | "received", at: number, text: string, connection = 1): TraceEvent => ({
  at,
  connection,
  kind,
  hex: hexOf(text).slice(0, 512),
  length: text.length,
});
const sent = (at: number, text: string, connection?: number) => bytes("sent", at, text, connection);
const received = (at: number, text: string, connection?: number) => bytes("received", at, text, connection);
const event = (kind: TraceEvent["kind"], at: number, connection = 1): TraceEvent => ({
  kind,
  at,
  connection,
});

type Verdict = CaseResult extends infer One
  ? One extends CaseResult
    ? Omit<One, "id" | "clause" | "level" | "profile" | "isFlaky" | "seconds" | "trace">
    : never
  : never;
interface Tried {
  readonly verdict: Verdict;
  readonly trace?: readonly TraceEvent[];
  readonly isFlaky?: boolean;
}

const PASSED: Tried = {
  verdict: { verdict: "pass" },
  trace: [event("connected", 0), sent(0, "TIME\r\n"), received(1, "JAM 10:20:30\r\n")],
};
const failed = (fault: FaultId, parameters: Parameters, trace: readonly TraceEvent[]): Tried => ({
  verdict: { verdict: "fail", fault, parameters },
  trace: [event("connected", 0), ...trace],
});
const skipped = (why: "prerequisite" | "server-gone", on: CaseId): Tried => ({
  verdict: { verdict: "skip", why, on },
});

function caseResult(id: CaseId, { verdict, trace = [], isFlaky = false }: Tried): CaseResult {
  const { profile, level, clause } = caseOf(id);
  return { id, clause, level, profile, isFlaky, seconds: 0.125, trace, ...verdict };
}

function resultOf(tried: (id: CaseId) => Tried, more: Partial<CheckResult> = {}): CheckResult {
  const cases = CASE_IDS.map((id) => caseResult(id, tried(id)));
  const count = (profile: Profile | undefined, level: Level, isPassed: boolean) =>
    cases
      .filter((one) => (profile ?? one.profile) === one.profile && one.level === level)
      .filter((one) => !isPassed || one.verdict === "pass").length;
  const profiles = PROFILES.map((profile) => ({
    profile,
    passes: count(profile, "must", true) === count(profile, "must", false),
    mustPassed: count(profile, "must", true),
    mustTotal: count(profile, "must", false),
    shouldPassed: count(profile, "should", true),
    shouldTotal: count(profile, "should", false),
  }));
  return {
    schema: 2,
    target: { host: "127.0.0.1", port: 45000 },
    startedAt: "2026-11-22T10:20:30.456+07:00",
    seconds: 14.2,
    cases,
    profiles,
    passes: profiles.every(({ passes }) => passes),
    grade: count(undefined, "must", true) / count(undefined, "must", false),
    observations: {},
    ...more,
  };
}

export const RIGHT = resultOf(() => PASSED, {
  observations: {
    normalReply: "JAM 10:20:30\\r\\n",
    replyToQuit: "",
    replyToHello: "ERROR unknown request\\r\\n",
    servesTimeWithSuffix: true,
    servesTimeWithBlank: true,
    zoneOffsetMinutes: 420,
    medianReplyMs: 0.4,
    worstReplyMs: 12.3,
    restartsAtOnce: true,
  },
});

const reply = "JAM 10:20:30\r\n";
const requests = "TIME\r\n".repeat(100);
const crowd = Array.from({ length: 20 }, (_, index) => index + 1);

/** What most of the published servers do: a recv is taken for a request. */
const TYPICAL_FAULTS: Partial<Record<CaseId, Tried>> = {
  "reply-format": failed("wrong-format", { text: "22-11-2026 10:20:30" }, [
    sent(0, "TIME\r\n"),
    received(1, "JAM 22-11-2026 10:20:30\r\n"),
  ]),
  "quit-silent": failed("talked", { text: "BYE\\r\\n" }, [
    sent(0, "QUIT\r\n"),
    received(1, "BYE\r\n"),
    event("closed", 2),
  ]),
  "split-word": failed("too-few", { expected: 1, got: 0 }, [
    sent(0, "TI"),
    sent(150, "ME\r\n"),
    event("silence", 2151),
  ]),
  "split-crlf": failed("too-few", { expected: 1, got: 0 }, [
    sent(0, "TIME\r"),
    sent(151, "\n"),
    event("silence", 2152),
  ]),
  "split-bytes": failed("too-few", { expected: 1, got: 0 }, [
    ...[..."TIME\r\n"].map((letter, index) => sent(50 * index, letter)),
    event("silence", 2251),
  ]),
  "pipelined-two": failed("too-few", { expected: 2, got: 1 }, [
    sent(0, "TIME\r\nTIME\r\n"),
    received(1, reply),
    event("silence", 2001),
  ]),
  "pipelined-many": failed("too-few", { expected: 100, got: 19 }, [
    sent(0, requests),
    received(1, reply),
    received(2, reply.repeat(18)),
    event("silence", 2003),
  ]),
  "pipelined-quit": failed("not-closed", {}, [
    sent(0, "TIME\r\nQUIT\r\n"),
    received(1, reply),
    event("silence", 2001),
  ]),
  "bare-lf": failed("served", {}, [sent(0, "TIME\n"), received(1, reply)]),
  "unknown-stays": failed("closed", {}, [sent(0, "HELLO\r\n"), event("closed", 2)]),
  "concurrent-many": failed("some-unserved", { expected: 20, got: 1 }, [
    ...crowd.slice(1).map((connection) => event("connected", connection, connection)),
    ...crowd.map((connection) => sent(22 + connection, "TIME\r\n", connection)),
    received(48, reply, 1),
    event("silence", 2050, 1),
  ]),
  "client-gone": { verdict: { verdict: "skip", why: "process-unknown" } },
  churn: { verdict: { verdict: "error", code: "EMFILE", message: "the judge has no more file descriptors" } },
  reset: {
    verdict: { verdict: "pass" },
    isFlaky: true,
    trace: [event("connected", 0), sent(0, "TIME\r\n"), event("we-reset", 1), event("not-accepted", 2002, 2)],
  },
};

export const TYPICAL = resultOf((id) => TYPICAL_FAULTS[id] ?? PASSED, {
  process: {
    command: ["python3", "server_thread.py"],
    language: "python",
    cpuSeconds: 1.25,
    peakMemoryKib: 18_432,
    peakThreads: 203,
  },
  observations: { ...RIGHT.observations, servesTimeWithBlank: false, zoneOffsetMinutes: -570 },
});

/** Markup, escapes of a terminal, NUL, a right-to-left override, a byte-order mark, no UTF-8, a lone surrogate. */
export const HOSTILE_TEXT = `<script>alert('&"')</script>]]>\u001b[2J\u0000\u202e\ufeff\ud800\r\n...\n---\n# SKIP`;
const HOSTILE_BYTES = Buffer.from(HOSTILE_TEXT).toString("latin1");
const PARAMETERS: Parameters = {
  expected: 2,
  got: 1,
  seconds: 2.1,
  bytes: 4194304,
  percent: 99,
  shown: "10:20:30",
  first: "10:20:30",
  second: "10:20:30",
  extra: HOSTILE_TEXT,
  text: HOSTILE_TEXT,
  prefix: HOSTILE_TEXT,
  end: HOSTILE_TEXT,
};
const KINDS: readonly TraceEvent["kind"][] = [
  "we-ended",
  "we-reset",
  "closed",
  "reset",
  "refused",
  "not-accepted",
  "silence",
];

/** Every fault there is, with a server that means harm to who reads of it. */
export const HOSTILE = resultOf(
  (id) => {
    const index = CASE_IDS.indexOf(id);
    const fault = FAULTS[index % FAULTS.length] ?? "silent";
    return failed(fault, PARAMETERS, [
      sent(0, "TIME\r\n"),
      received(1, HOSTILE_BYTES),
      event(KINDS[index % KINDS.length] ?? "silence", 700),
    ]);
  },
  {
    target: { host: "evil';rm -rf .<b>", port: 1 },
    observations: { normalReply: HOSTILE_TEXT, replyToQuit: HOSTILE_TEXT, replyToHello: HOSTILE_TEXT },
    process: {
      command: ["python3", HOSTILE_TEXT],
      language: "python",
      cpuSeconds: 1,
      peakMemoryKib: 2048,
      peakThreads: 3,
      stderr: HOSTILE_TEXT,
    },
  },
);

export const REFUSED = resultOf(
  (id) =>
    id === "connect"
      ? { verdict: { verdict: "fail", fault: "refused", parameters: {} }, trace: [event("refused", 0)] }
      : skipped("prerequisite", "connect"),
  { target: { host: "::1", port: 45000 }, seconds: 0.1 },
);

const DEAD_AFTER = CASE_IDS.indexOf("bad-utf8");
export const CRASHED = resultOf(
  (id) => {
    if (CASE_IDS.indexOf(id) > DEAD_AFTER) return skipped("server-gone", "bad-utf8");
    if (id !== "bad-utf8") return PASSED;
    return failed("not-served-after", {}, [
      sent(0, "\xff\xfe\xfd\r\n"),
      event("reset", 2),
      event("refused", 3, 2),
    ]);
  },
  {
    process: {
      command: ["python3", "server_thread.py"],
      language: "python",
      cpuSeconds: 0.31,
      peakMemoryKib: 18_432,
      peakThreads: 21,
      exit: { code: 1, signal: null, afterCase: "bad-utf8" },
      stderr:
        'Traceback (most recent call last):\n  File "server_thread.py", line 21, in run\nUnicodeDecodeError: invalid start byte',
    },
  },
);

export const ALL = { RIGHT, TYPICAL, HOSTILE, REFUSED, CRASHED };
