import { describe, expect, test } from "bun:test";
import { Checker } from "../../src/bench/checker.ts";
import { Conversation } from "../../src/bench/conversation.ts";
import { type ErrorKind, toHex } from "../../src/bench/errors.ts";
import { formatSecond, mod } from "../../src/bench/reply-second.ts";
import { WallClock } from "../../src/bench/wall-clock.ts";

/** 10:20:30 UTC at the monotonic moment 0. */
const START = Date.UTC(2026, 10, 22, 10, 20, 30);
const SECOND = Math.floor(START / 1000);

interface Found {
  readonly kind: ErrorKind;
  readonly hex: string;
}

function startChecker(toleranceMs = 0) {
  const wall = new WallClock();
  wall.read(START, 0);
  const errors: Found[] = [];
  const checker = new Checker(wall, toleranceMs, (kind, bytes, from, to) => {
    errors.push({ kind, hex: toHex(bytes, from, to) });
  });
  const conversation = new Conversation();
  /** `requests` are sent at `sentAt`, and `text` arrives at `now`. */
  const receive = (text: string, requests: number, sentAt = 100, now = 200) => {
    conversation.outstanding += requests;
    conversation.sentAt = sentAt;
    checker.receive(Buffer.from(text, "latin1"), conversation, now);
  };
  return { checker, conversation, errors, receive, kinds: () => errors.map(({ kind }) => kind) };
}

/** The reply of a server `zone` seconds east of UTC, `later` seconds after 10:20:30. */
const reply = (later = 0, zone = 0) => `JAM ${formatSecond(mod(SECOND + later + zone))}\r\n`;

describe("what is right", () => {
  test("a run of replies of this second", () => {
    const { checker, receive, kinds, conversation } = startChecker();
    receive(reply(), 1);
    receive(reply().repeat(1000), 1000);
    expect([checker.lines, checker.right, conversation.outstanding]).toEqual([1000, 1000, 0]);
    expect(kinds()).toEqual([]);
  });

  test("replies cut anywhere", () => {
    const text = reply().repeat(3);
    for (let cut = 1; cut < text.length; cut++) {
      const { checker, receive, kinds } = startChecker();
      receive(text.slice(0, cut), 3);
      const before = checker.right;
      receive(text.slice(cut), 0);
      expect(before + checker.right).toBe(3);
      expect(kinds()).toEqual([]);
    }
  });

  test("either second, if the second changed between request and reply", () => {
    for (const later of [0, 1, 2]) {
      const { receive, kinds } = startChecker();
      receive(reply(later), 1, 999, 2001);
      expect(kinds()).toEqual([]);
    }
  });

  test("a second that changes within a chunk", () => {
    const { checker, receive, kinds } = startChecker();
    receive(reply(0).repeat(50) + reply(1).repeat(50), 100, 990, 1010);
    expect(checker.right).toBe(100);
    expect(kinds()).toEqual([]);
  });

  test("any zone, learned from the first reply", () => {
    for (const zone of [7 * 3600, -11 * 3600, 5.75 * 3600]) {
      const { checker, receive, kinds } = startChecker();
      receive(reply(0, zone), 1);
      receive(reply(1, zone), 1, 1100, 1200);
      expect(checker.zoneOffsetSeconds).toBe(zone);
      expect(kinds()).toEqual([]);
    }
  });

  test("a clock that differs by no more than the tolerance", () => {
    const { receive, kinds } = startChecker(10);
    receive(reply(-1), 1, 5, 100);
    receive(reply(1), 1, 500, 995);
    expect(kinds()).toEqual([]);
  });
});

describe("what is wrong", () => {
  const WRONG: Readonly<Record<string, readonly [string, ErrorKind]>> = {
    "a bare LF": ["JAM 10:20:30\n", "format"],
    "another word": ["TIME 10:20:3\r\n", "format"],
    "an additional date": ["JAM 22-11-2026 10:20:30\r\n", "format"],
    "an impossible hour": ["JAM 25:20:30\r\n", "format"],
    "an empty line": ["\r\n", "format"],
    "an ERROR line": ["ERROR unknown request\r\n", "error-reply"],
    "a second that had passed": ["JAM 10:20:29\r\n", "older"],
    "a second that had not begun": ["JAM 10:20:31\r\n", "newer"],
  };
  for (const [name, [text, kind]] of Object.entries(WRONG)) {
    test(`${name} is "${kind}", also when cut in two, and the replies around it are right`, () => {
      for (const cut of [0, 3, text.length - 1]) {
        const { checker, receive, errors } = startChecker();
        receive(reply(), 1);
        receive(reply() + text.slice(0, cut), 3);
        const before = checker.right;
        receive(text.slice(cut) + reply(), 0);
        expect(before + checker.right).toBe(2);
        expect(errors).toEqual([{ kind, hex: toHex(Buffer.from(text), 0, text.length) }]);
      }
    });
  }

  test("more replies than requests are unasked, also before the first request", () => {
    const { checker, receive, kinds } = startChecker();
    receive(reply(), 0);
    receive(reply().repeat(3), 2);
    expect(kinds()).toEqual(["unasked", "unasked"]);
    expect([checker.lines, checker.right]).toEqual([3, 2]);
  });

  test("a second earlier than that of the previous reply is backwards", () => {
    const { receive, kinds } = startChecker();
    receive(reply(1) + reply(0), 2, 990, 1010);
    expect(kinds()).toEqual(["backwards"]);
  });

  test("only the start of an endless line is kept and shown", () => {
    const { receive, errors, conversation } = startChecker();
    receive("x".repeat(100_000), 1);
    expect(conversation.held.length).toBe(64);
    receive("\r\n", 0);
    expect(errors.map(({ kind, hex }) => `${kind} ${hex.length}`)).toEqual([`format ${64 * 3 - 1}`]);
  });
});
