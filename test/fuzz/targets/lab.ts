/**
 * Invariant: any packets, in any order, with any numbers, flags and bytes, become sessions, a verdict on every point
 * and a report in both languages: each byte of a stream once at most, and no text with a control character.
 */
import { POINTS } from "../../../src/lab/capture/facts.ts";
import type { Capture, Packet } from "../../../src/lab/capture/packet.ts";
import { factsOf } from "../../../src/lab/judge/facts-of.ts";
import { makeMarkdown } from "../../../src/lab/report/report.ts";
import { formatVerdict, verdictOf } from "../../../src/lab/report/verdict.ts";
import { CLIENT, captureOf, HOSTS, NOON, SERVER } from "../../lab/crafted.ts";
import type { Choices } from "../choices.ts";
import { mustBeHarmless } from "../harmless.ts";
import type { Target } from "../target.ts";

const CLIENTS = [CLIENT, { ...CLIENT, port: 50_001 }, { address: "fd16::103", port: 45_000 }, SERVER];
const PAYLOADS = [
  ...[
    "TIME\r\n",
    "TIME\r\n",
    "TIME",
    "TI",
    "ME\r\n",
    "TIME\n",
    "QUIT\r\n",
    "QUIT\n",
    "\r",
    "\n",
    "`",
    "|<script>",
  ],
  ...[
    "JAM 12:00:00\r\n",
    "JAM 12:00:00\r\n",
    "JAM 12:00",
    ":00\r\n",
    "Jam: 9.5",
    "JAM 22-11-2026 12:00:00\r\n",
    "\r\n\r\n",
  ],
  ...["\u001b[2J", "\xe2\x80\xae", "\xff", "\0", "x".repeat(300)],
];

function somePacket(choices: Choices, number: number): Packet {
  const client = choices.of(CLIENTS);
  const fromClient = choices.yes();
  const flags = choices.byte();
  const seq = choices.below(5) === 0 ? choices.below(65_536) : choices.below(60);
  const ack = choices.below(60);
  const text =
    choices.below(3) === 0 ? "" : choices.below(8) === 0 ? choices.latin1(40) : choices.of(PAYLOADS);
  return {
    number,
    time: NOON + (choices.below(8) === 0 ? -choices.below(10) : number / 50 + choices.below(4) / 2),
    source: fromClient ? client : SERVER,
    destination: fromClient ? SERVER : client,
    flags: {
      syn: (flags & 7) === 0,
      ack: (flags & 8) === 0,
      fin: (flags & 0x70) === 0,
      rst: (flags & 0xe0) === 0,
      psh: text !== "",
    },
    ...{ seq, seqRaw: seq, ack, ackRaw: ack },
    length: text.length,
    payload: Buffer.from(text, "latin1").toString("hex"),
    isRetransmission: choices.below(6) === 0,
    isKeepAlive: choices.below(20) === 0,
    ...{
      file: "mesin1.pcapng",
      interface: choices.below(2),
      others: [],
      stream: choices.below(3),
      window: 1024,
    },
    ...{ captured: 54 + text.length, ipId: choices.below(30), timestamp: 0 },
  };
}

/** One session can have packets of several captures. */
function mustCountOnce(captures: readonly Capture[], texts: readonly string[]): void {
  const packets = captures.flatMap((capture) => capture.packets);
  const carried = packets.reduce((sum, { length }) => sum + length, 0);
  const counted = texts.reduce((sum, hex) => sum + hex.length / 2, 0);
  if (counted > carried) throw new Error(`${counted} bytes are in the sessions, but ${carried} were carried`);
}

export const lab: Target = {
  name: "lab",
  invariant: "any packets become a verdict on every point and a report without control characters",
  cases: 400,
  run(choices) {
    const captures = ["mesin1", "mesin2"].slice(choices.below(2)).map((host): Capture => {
      const packets = choices.list(40, () => 0).map((_, index) => somePacket(choices, index + 1));
      return captureOf(packets, host);
    });
    const facts = factsOf(captures, { port: 45_000, hosts: HOSTS });
    mustCountOnce(
      captures,
      facts.sessions.flatMap(({ segments }) => segments.map(({ hex }) => hex)),
    );
    for (const language of ["en", "id"] as const) {
      if (verdictOf(facts, language).points.length !== POINTS.length)
        throw new Error("a point has no verdict");
      mustBeHarmless(formatVerdict(facts, language), "lines");
      const identity = { name: "N", nrp: "1", class: "A" };
      const input = { facts, run: undefined, identity, source: "https://example.org/", language };
      for (const content of makeMarkdown(input).values()) mustBeHarmless(content, "lines");
    }
  },
};
