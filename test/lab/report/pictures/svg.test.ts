import { expect, test } from "bun:test";
import { replySvg } from "../../../../src/lab/report/pictures/reply-svg.ts";
import { sequenceOf } from "../../../../src/lab/report/pictures/sequence-svg.ts";
import { drawing, label, sizeOf } from "../../../../src/lab/report/pictures/svg.ts";
import { terminalOf } from "../../../../src/lab/report/pictures/terminal-svg.ts";
import { timelineOf } from "../../../../src/lab/report/pictures/timeline-svg.ts";
import { wordsOf } from "../../../../src/lab/report/words/words-of.ts";
import { needs } from "../../../end-to-end/support/needs.ts";
import { BEGIN, HOSTILE, sampleRun, sampleSession, TWO_SESSIONS } from "../sample-facts.ts";

const words = wordsOf("en").drawing;
const hostileSession = sampleSession({
  id: "S1",
  host: HOSTILE,
  lines: [
    ["c", "psh ack", HOSTILE],
    ["s", "psh ack again", "\u0000\u001b]0;x\u0007\u00ff<g>"],
  ],
});
const hostileTerminal = sampleRun(`${HOSTILE}\n`, HOSTILE).experiments[0]?.terminals[0];
if (hostileTerminal === undefined) throw new Error("the sample run has a terminal");

const PICTURES = {
  sequence: sequenceOf(hostileSession, { serverHost: HOSTILE, captureBeginsAt: BEGIN }, words).svg,
  timeline: timelineOf([hostileSession, ...TWO_SESSIONS], () => BEGIN, words).svg,
  terminal: terminalOf(
    {
      ...hostileTerminal,
      ...{ address: "172.16.16.102", folder: "/", origin: BEGIN, rowsALine: 6 },
      state: { text: HOSTILE, isWarning: true },
    },
    words,
  ).svg,
  reply: replySvg(Buffer.from(HOSTILE, "latin1").toString("hex"), "1.d.i", words),
  title: drawing(100, 20, HOSTILE, [label(0, 10, HOSTILE)]),
};

const withXmllint = needs("xmllint", "libxml2-utils");
for (const [name, svg] of Object.entries(PICTURES)) {
  withXmllint(`a ${name} of hostile bytes is well-formed`, async () => {
    const xmllint = Bun.spawn(["xmllint", "--noout", "-"], { stdin: new Blob([svg]), stderr: "pipe" });
    expect(await xmllint.stderr.text()).toBe("");
    expect(await xmllint.exited).toBe(0);
  });

  test(`a ${name} of hostile bytes contains shapes and text, and nothing that runs`, () => {
    const tags = new Set([...svg.matchAll(/<([a-z]+)/gi)].map(([, tag]) => tag));
    const allowed = ["svg", "title", "style", "g", "rect", "line", "text", "polygon"];
    expect([...tags].filter((tag) => !allowed.includes(tag ?? ""))).toEqual([]);
    expect(svg).not.toMatch(/href|url\(|\son\w+=/i);
    expect(svg).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });
}

test("a picture states its size", () => {
  expect(sizeOf(drawing(640, 33.25, "x", []))).toEqual({ width: 640, height: 33.3 });
});
