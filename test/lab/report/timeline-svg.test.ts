import { expect, test } from "bun:test";
import { timelineSvg } from "../../../src/lab/report/timeline-svg.ts";
import { wordsOf } from "../../../src/lab/report/words/words.ts";
import { sampleFacts, sampleSession, TWO_SESSIONS } from "./sample-facts.ts";

const words = wordsOf("en").drawing;
const YELLOW = "#fdf3c8";

test("a time line shows each session's client, port and id, and when the capture had it", () => {
  const svg = timelineSvg(TWO_SESSIONS, sampleFacts(TWO_SESSIONS).overlaps, words);
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
  const svg = timelineSvg(TWO_SESSIONS, sampleFacts(TWO_SESSIONS).overlaps, words);
  const segments = TWO_SESSIONS.flatMap((session) => session.segments).length;
  const inLegend = 2;
  expect(svg.match(/<polygon/g)).toHaveLength(segments + inLegend);
  expect(svg.split(YELLOW)).toHaveLength(3);
});

test("without an overlap nothing is shaded but the legend", () => {
  expect(timelineSvg(TWO_SESSIONS, [], words).split(YELLOW)).toHaveLength(2);
});

test("a crowd is cut, and says how many sessions are not drawn", () => {
  const crowd = Array.from({ length: 60 }, (_, index) =>
    sampleSession({ id: `S${index}`, port: 40000 + index }),
  );
  expect(timelineSvg(crowd, [], words)).toContain("36 more sessions not drawn");
});

test("a session of one packet has a bar too", () => {
  expect(timelineSvg([sampleSession({ id: "S1", lines: [["c", "syn"]] })], [], words)).not.toMatch(
    /NaN|Infinity/,
  );
});
