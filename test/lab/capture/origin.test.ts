import { expect, test } from "bun:test";
import { originOf } from "../../../src/lab/capture/origin.ts";
import { phrasesOf } from "../../../src/lab/narrative/phrases-of.ts";
import { portSentences } from "../../../src/lab/narrative/sentences/connections.ts";
import { sampleFacts, sampleSession } from "../report/sample-facts.ts";

test("times count from the capture's beginning also if the first packet in the order of cause has a later time stamp", () => {
  const session = sampleSession({ id: "S1", host: "mesin2" });
  const begin = originOf(session);
  // The SYN-ACK was stamped 50 µs before the SYN.
  const packets = session.packets.map((packet, index) =>
    index === 0 ? { ...packet, time: (session.packets[1]?.time ?? 0) + 0.00005 } : packet,
  );
  const [, answer] = packets;
  const jittery = { ...session, packets, beginsAt: (answer?.time ?? 0) - begin };
  expect(originOf(jittery)).toBeCloseTo(begin, 5);
  const facts = sampleFacts([jittery]);
  const [judged] = facts.points;
  if (judged === undefined) throw new Error("there are points");
  expect(portSentences(facts, judged, phrasesOf("en")).join(" ")).not.toMatch(/-\d/);
});
