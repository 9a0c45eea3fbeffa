/** The reply of this second: formatted once a second, and always that of the given moment. */
import { describe, expect, test } from "bun:test";
import { secondFormatter } from "../../../src/clock/second.ts";
import { RefusalSwitch, refusalMemory } from "../../../src/server/clock/refusal-switch.ts";
import { CachedTimeReply } from "../../../src/server/clock/time-reply.ts";
import { COUNTER } from "../../../src/server/counters.ts";
import { zoneNamed } from "../../clock/zone-named.ts";

function clock() {
  const formatted: number[] = [];
  const format = secondFormatter(zoneNamed("UTC"), "%H:%M:%S");
  const refusal = new RefusalSwitch(refusalMemory());
  const replies = new CachedTimeReply((moment) => {
    formatted.push(moment);
    return format(moment);
  }, refusal);
  const lineAt = (moment: number) => {
    const reply = replies.at(moment);
    return Buffer.from(reply.repeated(1)).toString("latin1", 0, reply.size);
  };
  return { formatted, refusal, replies, lineAt };
}

const SECOND = Date.UTC(2026, 0, 15, 10, 20, 30);

test("a moment is answered with its second, as a whole reply line", () => {
  expect(clock().lineAt(SECOND + 999)).toBe("JAM 10:20:30\r\n");
});

test("the text is made once for all moments of a second", () => {
  const { formatted, lineAt } = clock();
  const lines = [0, 1, 500, 999].map((after) => lineAt(SECOND + after));
  expect(new Set(lines)).toEqual(new Set(["JAM 10:20:30\r\n"]));
  expect(formatted).toEqual([SECOND]);
});

test("it is made anew at the first millisecond of the next second", () => {
  const { formatted, lineAt } = clock();
  lineAt(SECOND + 999);
  expect(lineAt(SECOND + 1000)).toBe("JAM 10:20:31\r\n");
  expect(formatted.length).toBe(2);
});

test("what is prepared is this second and the next, and a request of either formats nothing", () => {
  const { formatted, replies, lineAt } = clock();
  lineAt(SECOND - 1);
  replies.prepare(SECOND + 100);
  replies.prepare(SECOND + 350);
  expect(formatted).toEqual([SECOND - 1000, SECOND, SECOND + 1000]);
  expect(lineAt(SECOND + 999)).toBe("JAM 10:20:30\r\n");
  expect(lineAt(SECOND + 1000)).toBe("JAM 10:20:31\r\n");
  expect(formatted.length).toBe(3);
});

test("what was prepared is not served in another second", () => {
  const { replies, lineAt } = clock();
  replies.prepare(SECOND);
  expect(lineAt(SECOND + 5000)).toBe("JAM 10:20:35\r\n");
  expect(lineAt(SECOND + 1000)).toBe("JAM 10:20:31\r\n");
  replies.prepare(SECOND + 1000);
  expect(lineAt(SECOND)).toBe("JAM 10:20:30\r\n");
});

test("a clock that steps back is followed at once", () => {
  const { lineAt } = clock();
  lineAt(SECOND);
  expect(lineAt(SECOND - 1)).toBe("JAM 10:20:29\r\n");
  expect(lineAt(SECOND - 3_600_000)).toBe("JAM 09:20:30\r\n");
});

test("a clock that jumps ahead by a day to the same time of day is formatted again", () => {
  const { formatted, lineAt } = clock();
  lineAt(SECOND);
  lineAt(SECOND + 86_400_000);
  expect(formatted.length).toBe(2);
});

test("a moment before 1970, of a machine whose clock is not set, has its second too", () => {
  expect(clock().lineAt(-1)).toBe("JAM 23:59:59\r\n");
});

test("a shorter text after a longer one leaves nothing of the longer", () => {
  const texts = ["a long Wednesday", "Friday"];
  const replies = new CachedTimeReply(() => texts.shift() ?? "", new RefusalSwitch(refusalMemory()));
  replies.at(0).repeated(3);
  const reply = replies.at(1000);
  expect(Buffer.from(reply.repeated(2)).toString("latin1", 0, 2 * reply.size)).toBe(
    "JAM Friday\r\nJAM Friday\r\n",
  );
});

describe("while the clock cannot be trusted", () => {
  test("a request is refused, and served again from the next chunk on", () => {
    const { refusal, lineAt } = clock();
    expect(lineAt(SECOND)).toBe("JAM 10:20:30\r\n");
    refusal.isOn = true;
    expect(lineAt(SECOND)).toBe("ERROR clock not synchronised\r\n");
    refusal.isOn = false;
    expect(lineAt(SECOND + 1000)).toBe("JAM 10:20:31\r\n");
  });

  test("what was refused is counted as refused, and not as a request", () => {
    const { refusal, replies } = clock();
    const served = replies.at(SECOND);
    refusal.isOn = true;
    const refused = replies.at(SECOND);
    expect([served, refused].map((reply) => replies.isRefusal(reply))).toEqual([false, true]);
    expect([served, refused].map((reply) => replies.counterOf(reply))).toEqual([
      COUNTER.requests,
      COUNTER.unsynchronised,
    ]);
  });
});
