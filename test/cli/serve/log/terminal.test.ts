/** The log that a person reads: one line an event, in words, with numbers that agree with their nouns. */
import { describe, expect, test } from "bun:test";
import type { LogEvent } from "../../../../src/cli/serve/log/levels.ts";
import { formatEvent } from "../../../../src/cli/serve/log/terminal.ts";
import { painterFor } from "../../../../src/cli/terminal/color.ts";
import { COUNTER } from "../../../../src/server/counters.ts";
import type { Painter } from "../../../../src/text/painter.ts";
import { countsOf, ENDED, EVENTS, LISTENING } from "./sample-events.ts";

const PLAIN = painterFor({ isTTY: false });
const line = (event: LogEvent) => formatEvent(event, "10:20:30", PLAIN);

test.each([
  [
    "settings-reloaded",
    '10:20:30  settings reloaded: idle-seconds 300 → 60, host "*" → "127.0.0.1" needs a restart',
  ],
  [
    "settings-rejected",
    '10:20:30  reload rejected, the previous settings stay in force: jam.toml, port must be a whole number from 0 to 65535, not "x".',
  ],
  [
    "zone-changed",
    "10:20:30  the time zone changed from UTC (/etc/localtime) to Asia/Jakarta (tzdata 2026a, /usr/share/zoneinfo/Asia/Jakarta)",
  ],
  [
    "zone-unreadable",
    "10:20:30  the time zone cannot be read: /etc/localtime is no valid zone file; UTC is served",
  ],
  ["clock-synchronised", "10:20:30  clock synchronised: off by 0.0123 s at most"],
  [
    "clock-unsynchronised",
    "10:20:30  clock not synchronised according to the kernel; time is served anyway (--require-sync refuses it)",
  ],
  ["clock-unknown", "10:20:30  clock status unknown: the kernel does not report it here"],
  ["clock-stepped", "10:20:30  the clock was set back by 3600.25 s"],
  ["session-opened", "10:20:30  open  1.7    172.16.16.102:50123   thread 1"],
  ["session-ended", "10:20:30  end   1.7    172.16.16.102:50123   thread 1  3 requests  12.3 s  QUIT"],
  ["events-dropped", "10:20:30  … 130 more session events not logged: over 50 in one second"],
  ["connection-refused", "10:20:30  refused 172.16.16.102:50123   not allowed (--allow, --deny)"],
  ["refusals-dropped", "10:20:30  … 130 more connections refused: over 10 in one second"],
  ["log-lines-dropped", "10:20:30  3 log lines dropped: they could not be written"],
  ["thread-died", "10:20:30  thread 2 died with 5 sessions: out of memory"],
  ["thread-replaced", "10:20:30  thread 2 was replaced and serves again"],
  ["draining", "10:20:30  stopping: waiting up to 10 s for 3 open sessions; Ctrl-C again cuts them"],
  ["stopped", "10:20:30  stopped after 9 requests, 0 errors, 4 sessions"],
] as const)("%s is one line of text", (kind, text) => {
  expect(line(EVENTS[kind])).toBe(text);
});

describe("a clock that is not synchronised", () => {
  const lineOf = (some: object) => line({ ...EVENTS["clock-unsynchronised"], ...some });

  test("is refused or served, and the line shows which", () => {
    expect(lineOf({ refuses: true })).toEndWith(
      "clock not synchronised according to the kernel; time requests are refused",
    );
  });

  test("because of the bound shows how far off it may be", () => {
    expect(lineOf({ maximumErrorSeconds: 0.7, maxClockError: 0.5 })).toContain(
      "not synchronised: it may be off by 0.7 s;",
    );
  });

  test("only by its flag names the setting that chronyd needs", () => {
    expect(lineOf({ maximumErrorSeconds: 0.01 })).toContain("chronyd needs rtcsync");
  });
});

describe("the banner", () => {
  const text = line(LISTENING);

  test("says what is served, where, by how many threads, and under which limits", () => {
    expect(text).toContain("jam 0.1.0 serves JAM 10:20:30");
    expect(text).toMatch(/address +172\.16\.16\.101, 127\.0\.0\.1\n/);
    expect(text).toMatch(/port +45000 \(TCP\)\n/);
    expect(text).toMatch(/zone +Asia\/Jakarta \(tzdata 2026a, \/usr\/share\/zoneinfo\/Asia\/Jakarta\)\n/);
    expect(text).toMatch(/threads +4\n/);
    expect(text).toMatch(/lines +end in CR LF, 1024 bytes at most\n/);
    expect(text).toMatch(/limits +1000 connections, idle 300 s, a line 30 s, a stalled reader 20 s\n/);
  });

  test("gives a line to try as it is to be typed, and says how to stop", () => {
    expect(text).toContain(LISTENING.try);
    expect(text).toMatch(/stop +Ctrl-C\n/);
  });

  test("puts what it says in one column", () => {
    const rows = text
      .split("\n")
      .filter((row) => /^ {2}(address|port|zone|threads|lines|limits|try|stop) /.test(row));
    expect(rows.length).toBe(8);
    for (const row of rows) expect(row).toMatch(/^ {2}[a-z ]{9}\S/);
  });

  test("says when bare LF is served too", () => {
    expect(line({ ...LISTENING, lenient: true })).toContain("end in CR LF, and bare LF (lenient)");
  });
});

describe("numbers agree with their nouns", () => {
  test.each<[string, LogEvent]>([
    ["  0 requests  ", { ...ENDED, requests: 0 }],
    ["  1 request  ", { ...ENDED, requests: 1 }],
    ["3 requests, 1 error  ", { ...ENDED, errors: 1 }],
    ["3 requests, 2 errors  ", { ...ENDED, errors: 2 }],
    ["1 more session event not logged", { ...EVENTS["events-dropped"], events: 1 }],
    ["died with 1 session: ", { ...EVENTS["thread-died"], sessionsLost: 1 }],
    ["1 open session;", { ...EVENTS.draining, open: 1 }],
    ["0 open sessions;", { ...EVENTS.draining, open: 0 }],
    [
      "after 1 request, 1 error, 1 session",
      { ...EVENTS.stopped, counts: countsOf({ requests: 1, unknown: 1, opened: 1 }) },
    ],
  ])("%j", (words, event) => {
    expect(line(event)).toContain(words);
    expect(line(event)).not.toMatch(/\b1 (request|error|session|event|line)s\b/);
  });
});

describe("the end of a session", () => {
  const reasons = Object.keys(COUNTER).slice(Object.keys(COUNTER).indexOf("quit")) as (typeof ENDED.reason)[];

  test("has words of its own for every reason", () => {
    const texts = reasons.map((reason) => line({ ...ENDED, reason }).split(" s  ")[1] ?? "");
    expect(texts.length).toBeGreaterThan(10);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).toMatch(/^[A-Za-z][A-Za-z ,]+$/);
  });

  test("shows an IPv6 peer in brackets, which sets its port apart", () => {
    expect(line({ ...ENDED, address: "fe80::1", port: 7 })).toContain(" [fe80::1]:7 ");
  });
});

test("the errors of all sessions are the sum of those of each", () => {
  const counts = countsOf({ opened: 3, unknown: 2, "bare-lf": 1, http: 1, idle: 1, reset: 1 });
  expect(line({ ...EVENTS.stopped, counts })).toEndWith("0 requests, 5 errors, 3 sessions");
});

test("sessions that were cut at the stop are counted in the last line, and only then", () => {
  expect(line({ ...EVENTS.stopped, cut: 2 })).toEndWith("4 sessions; 2 cut");
  expect(line(EVENTS.stopped)).not.toContain("cut");
});

describe("colour", () => {
  const marks: Painter = Object.fromEntries(
    Object.keys(PLAIN).map((name) => [name, (text: string) => `<${text}>`]),
  ) as unknown as Painter;

  test.each(Object.values(EVENTS).map((event) => [event.kind, event] as const))(
    "changes nothing of the words of %s, and without it there is no escape",
    (_kind, event) => {
      expect(line(event)).not.toContain("\u001b");
      expect(formatEvent(event, "10:20:30", marks)).not.toBe(line(event));
      expect(formatEvent(event, "10:20:30", marks).replace(/[<>]/g, "")).toBe(line(event));
    },
  );

  test("every event but the banner is one line", () => {
    const others = Object.values(EVENTS).filter(({ kind }) => kind !== "listening");
    expect(others.filter((event) => line(event).includes("\n"))).toEqual([]);
  });
});
