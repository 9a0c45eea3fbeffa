import { expect, test } from "bun:test";
import type { Session } from "../../../../src/lab/capture/facts.ts";
import { timelineOf } from "../../../../src/lab/report/pictures/timeline-svg.ts";
import { wordsOf } from "../../../../src/lab/report/words/words-of.ts";
import { BEGIN, sampleSession, TWO_SESSIONS } from "../sample-facts.ts";

const words = wordsOf("en").drawing;
const timelineSvg = (sessions: readonly Session[]) => timelineOf(sessions, () => BEGIN, words).svg;
/** As the fill of a box, not in the style for dark pages. */
const YELLOW = 'fill="#fdf3c8" ';

test("a timeline shows each session's client, port and id, and its time in the capture", () => {
  const svg = timelineSvg(TWO_SESSIONS);
  for (const text of [
    "S1",
    "S2",
    "mesin2 :51234",
    "mesin3 :40404",
    "0 = 0.500000 s after the capture began",
  ]) {
    expect(svg).toContain(`>${text}</text>`);
  }
});

test("every segment is a mark, and the overlap is shaded", () => {
  const svg = timelineSvg(TWO_SESSIONS);
  const segments = TWO_SESSIONS.flatMap((session) => session.segments).length;
  const inLegend = 2;
  expect(svg.match(/<polygon/g)).toHaveLength(segments + inLegend);
  expect(svg.split(YELLOW)).toHaveLength(3);
});

test("without an overlap only the legend is shaded", () => {
  const later = sampleSession({ id: "S3", port: 40405, beginsAt: 9 });
  expect(timelineSvg([...TWO_SESSIONS.slice(0, 1), later]).split(YELLOW)).toHaveLength(2);
});

test("of too many sessions some are left out, and their number is shown", () => {
  const crowd = Array.from({ length: 60 }, (_, index) =>
    sampleSession({ id: `S${index}`, port: 40000 + index }),
  );
  expect(timelineSvg(crowd)).toContain("36 more sessions not drawn");
});

test("a session of one packet has a bar too", () => {
  expect(timelineSvg([sampleSession({ id: "S1", lines: [["c", "syn"]] })])).not.toMatch(/NaN|Infinity/);
});

test("a bar begins with the SYN-ACK; before it a dotted line shows the waiting SYN, which the legend explains", () => {
  const lines = [
    ["c", "syn"],
    ["s", "syn ack"],
    ["c", "ack"],
    ["c", "TIME\r\n"],
  ] as const;
  const slow = sampleSession({ id: "S1", step: 1, lines: [...lines] });
  const svg = timelineSvg([slow, ...TWO_SESSIONS]);
  expect(svg).toContain("SYN not yet answered");
  const [dots, begin, y, end] =
    /<line x1="(\S+)" y1="(\S+)" x2="(\S+)" [^>]*stroke-dasharray/.exec(svg) ?? [];
  expect(dots).toBeDefined();
  expect(Number(end) - Number(begin)).toBeGreaterThan(100);
  expect(svg).toContain(`<rect x="${end}" y="${Number(y) - 4}"`);
});

test("a SYN that was answered at once has no dotted line", () => {
  const lines = Array.from({ length: 400 }, (): readonly ["c", "ack"] => ["c", "ack"]);
  const quick = sampleSession({ id: "S1", step: 0.01, lines: [["c", "syn"], ["s", "syn ack"], ...lines] });
  expect(timelineSvg([quick])).not.toContain("SYN not yet answered");
});

test("a page may break a long timeline between sessions; the head with the axis is repeated", () => {
  const crowd = Array.from({ length: 20 }, (_, index) =>
    sampleSession({ id: `S${index}`, port: 40000 + index }),
  );
  const { head = "", strips } = timelineOf(crowd, () => BEGIN, words);
  expect(head).toContain(">time (s)</text>");
  expect(head).toContain(">0.00</text>");
  expect(strips.length).toBeGreaterThan(10);
  expect(strips.at(-1)).toContain(">client&#39;s data</text>");
});

test("of a session with many segments only as many marks are drawn as can be seen", () => {
  const [session] = TWO_SESSIONS;
  if (session === undefined) throw new Error("there are two sessions");
  const [segment] = session.segments;
  if (segment === undefined) throw new Error("the session has segments");
  const segments = Array.from({ length: 50_000 }, (_, index) => ({ ...segment, at: 0.5 + index / 1e6 }));
  expect(timelineSvg([{ ...session, segments }]).length).toBeLessThan(100_000);
});
