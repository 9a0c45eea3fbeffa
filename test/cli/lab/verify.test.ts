/** `jam lab verify` on captures as people take them: none of what it prints may be false. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { evidenceAt } from "../../../src/cli/lab/evidence.ts";
import { POINTS, type PointState } from "../../../src/lab/capture/facts.ts";
import { countWords, LEAST_WORDS, paragraphOf } from "../../../src/lab/narrative/paragraph.ts";
import { phrasesOf } from "../../../src/lab/narrative/phrases-of.ts";
import { formatVerdict, verdictOf } from "../../../src/lab/report/verdict.ts";

const ELSEWHERE = join(import.meta.dirname, "../../lab/captures/elsewhere");

const LETTERS: Readonly<Record<PointState, string>> = { proven: "p", "not-proven": "n", unseen: "u" };

interface Expected {
  /** A letter for each point: proven, not proven, unseen. */
  readonly points: string;
  readonly sessions: number;
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
}

const APART = ["clocks-one-second-apart/mesin2.pcap", "clocks-one-second-apart/mesin3.pcap"];

const CASES: readonly (readonly [readonly string[], Expected])[] = [
  [
    ["before-and-after-snat.pcap"],
    { points: "pnppppp", sessions: 1, has: ["one session only"], hasNot: ["sent again"] },
  ],
  [
    APART,
    {
      points: "puppppp",
      sessions: 2,
      has: ["Whether clients are served concurrently cannot be seen in this capture, because"],
    },
  ],
  [
    [...APART, "clocks-one-second-apart/at-the-server/mesin1.pcap"],
    { points: "pnppppp", sessions: 2, has: ["No two sessions were open at the same time"] },
  ],
  [["reply-without-request.pcap"], { points: "pnppppp", sessions: 1, has: ["one session only"] }],
  [
    ["snap-length-64.pcapng"],
    { points: "puuuuuu", sessions: 8, has: ["truncated at 64 bytes", "what was sent cannot be read"] },
  ],
  [
    ["snap-length-60.pcap"],
    { points: "puupuuu", sessions: 2, has: ["truncated at 60 bytes", "what was sent cannot be read"] },
  ],
  [["three-hosts-appended.pcapng"], { points: "ppppppp", sessions: 8, hasNot: ["sent again"] }],
  [["syn-ack-before-syn.pcap"], { points: "pnppppp", sessions: 1 }],
  [["time-stamps-out-of-order.pcap"], { points: "ppppppp", sessions: 2 }],
  [
    ["client-direction-then-reset.pcap"],
    {
      points: "unuuuuu",
      sessions: 1,
      has: ["the server's packets are not in this capture"],
      hasNot: ["refused", "RST"],
    },
  ],
  [["tunnel-gre.pcap"], { points: "ppppppp", sessions: 2 }],
  [["tunnel-ipip.pcap"], { points: "ppppppp", sessions: 2 }],
  [
    ["began-late.pcap"],
    {
      points: "ppppppp",
      sessions: 2,
      has: ["The port was open", "handshake of session S1 and of the other sessions is missing"],
    },
  ],
  [["began-late-with-keep-alive.pcap"], { points: "pnppppp", sessions: 1 }],
  [
    ["port-of-a-client.pcap"],
    { points: "uuuuuuu", sessions: 1, has: ["nothing shows which side is the server"] },
  ],
  [
    ["no-time-stamps.pcapng"],
    { points: "pupuppp", sessions: 2, has: ["has no time stamps"], hasNot: ["00:00:00"] },
  ],
  [
    ["zeros-at-the-end.pcapng"],
    { points: "ppppppp", sessions: 2, has: ["zeros-at-the-end.pcapng is damaged"] },
  ],
  [["a,b.pcapng"], { points: "ppppppp", sessions: 8 }],
  [["upper-case"], { points: "ppppppp", sessions: 8, has: ["capture mesin1 (98 packets)"] }],
  [["date-with-spaces.pcap"], { points: "pppppnn", sessions: 2, has: ["holds a date"] }],
  [
    ["closed-300-s-after-quit.pcap"],
    { points: "pppnppp", sessions: 2, has: ["5 minutes after the QUIT", "not the QUIT that ended"] },
  ],
  [
    ["clock-15-minutes-wrong.pcap"],
    { points: "ppppppn", sessions: 2, has: ["off by 15 minutes from UTC+7"] },
  ],
];

test.each(CASES.map(([files, expected]) => [files.join(" "), files, expected] as const))(
  "%s",
  async (_name, files, expected) => {
    const { facts } = await evidenceAt(
      files.map((file) => join(ELSEWHERE, file)),
      undefined,
    );
    const { points } = verdictOf(facts, "en");
    const text = formatVerdict(facts, "en");
    const paragraphs = facts.points.map((point) => paragraphOf(point, facts, phrasesOf("en")));
    for (const paragraph of paragraphs) expect(countWords(paragraph)).toBeGreaterThanOrEqual(LEAST_WORDS);
    const report = paragraphs.join("\n");
    expect(points.map(({ point }) => point)).toEqual([...POINTS]);
    expect([points.map(({ state }) => LETTERS[state]).join(""), text]).toEqual([expected.points, text]);
    expect(facts.sessions).toHaveLength(expected.sessions);
    for (const part of expected.has ?? []) expect(text).toContain(part);
    for (const part of expected.hasNot ?? []) expect(`${text}\n${report}`).not.toContain(part);
  },
);
