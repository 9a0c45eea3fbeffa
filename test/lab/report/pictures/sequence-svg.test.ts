import { expect, test } from "bun:test";
import { sequenceOf } from "../../../../src/lab/report/pictures/sequence-svg.ts";
import { sizeOf } from "../../../../src/lab/report/pictures/svg.ts";
import { wordsOf } from "../../../../src/lab/report/words/words-of.ts";
import { BEGIN, GOOD, type Line, sampleSession } from "../sample-facts.ts";

const words = wordsOf("en").drawing;
const SEEN = { serverHost: "mesin1", captureBeginsAt: BEGIN };
const svgOf = (lines: readonly Line[]) =>
  sequenceOf(sampleSession({ id: "S1", host: "mesin2", lines }), SEEN, words).svg;

test("a sequence shows the hosts, every packet's number, time, flags and numbers, and the bytes in text and hex", () => {
  const svg = svgOf(GOOD);
  const shown = [
    ...["mesin2 · client", "mesin1 · server", "172.16.16.102  port 51234", "172.16.16.101  port 45000"],
    ...["101", "0.500000", "0.602030", "SYN, ACK", "Seq=1 Ack=1 Len=6", "Seq=1 Ack=7 Len=14"],
    ...["&quot;TIME\\r\\n&quot;", "54 49 4d 45 0d 0a", "4a 41 4d 20 30 37 3a 30 38 3a 30 39 0d 0a"],
  ];
  for (const text of shown) expect(svg).toContain(`>${text}</text>`);
});

test("the side that closes first is noted once", () => {
  expect(svgOf(GOOD).split("the server closes first")).toHaveLength(2);
  expect(svgOf([...GOOD.slice(0, 7), ["c", "rst ack"]])).toContain("the client resets the connection");
  expect(svgOf(GOOD.slice(0, 7))).not.toContain("closes first");
});

test("a retransmitted packet is marked", () => {
  expect(svgOf(GOOD)).not.toContain("retransmission");
  expect(svgOf([...GOOD.slice(0, 6), ["s", "psh ack again", "JAM 07:08:09\r\n"]])).toContain(
    "retransmission",
  );
});

test("a SYN acknowledges nothing", () => {
  expect(svgOf(GOOD.slice(0, 1))).toContain(">Seq=0 Len=0<");
});

test("of a long session both ends are drawn, with the number of packets left out", () => {
  const long = svgOf([
    ...GOOD.slice(0, 3),
    ...Array<Line>(500).fill(["c", "psh ack", "TIME\r\n"]),
    ...GOOD.slice(8),
  ]);
  expect(sizeOf(long).height).toBeLessThan(1900);
  expect(long).toContain("FIN, ACK");
  const drawn = long.match(/>Seq=/g)?.length ?? 0;
  expect(long).toContain(`… ${506 - drawn} packets not drawn …`);
});

test("a long payload is cut, with the number of bytes left out", () => {
  const svg = svgOf([["c", "psh ack", "A".repeat(5000)]]);
  expect(svg).toContain("… 4,952 more bytes");
  expect(svg.length).toBeLessThan(10_000);
});

const textsIn = (one: string) => [...one.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text);

test("the head and the strips together are as tall as the picture, and have the same texts", () => {
  const { svg, head = "", strips } = sequenceOf(sampleSession({ id: "S1" }), SEEN, words);
  expect(strips.length).toBeGreaterThan(3);
  expect([head, ...strips].flatMap(textsIn)).toEqual(textsIn(svg));
  const height = [head, ...strips].reduce((sum, strip) => sum + sizeOf(strip).height, 0);
  expect(height).toBeCloseTo(sizeOf(svg).height);
  for (const name of ["mesin1 · server", "Time (s)"]) expect(textsIn(head)).toContain(name);
});

test("a short sequence is one strip, which no page breaks", () => {
  const { svg, head, strips } = sequenceOf(sampleSession({ id: "S1", lines: GOOD.slice(0, 3) }), SEEN, words);
  expect(head).toBeUndefined();
  expect(strips).toEqual([svg]);
});

test("of a truncated payload the captured bytes are drawn, with the number of bytes not captured", () => {
  const session = sampleSession({ id: "S1", lines: [["s", "psh ack", "JAM 07:08:09\r\n"]] });
  const packets = session.packets.map((packet) => ({ ...packet, payload: packet.payload.slice(0, 8) }));
  const texts = textsIn(sequenceOf({ ...session, packets }, SEEN, words).svg);
  expect(texts).toContain("&quot;JAM &quot;");
  expect(texts).toContain("… 10 bytes not captured");
});

test("a packet that only another file holds has its number there, and no time of its clock", () => {
  const session = sampleSession({ id: "S1", lines: GOOD.slice(0, 2) });
  const [syn, answer] = session.packets;
  if (syn === undefined || answer === undefined) throw new Error("there are two packets");
  const packets = [syn, { ...answer, file: "mesin2.pcapng", number: 7 }];
  const texts = textsIn(sequenceOf({ ...session, packets }, SEEN, words).svg);
  for (const text of ["7", "–", "number in mesin2.pcapng"]) expect(texts).toContain(text);
});

test("a packet without a time stamp has no time", () => {
  const session = sampleSession({ id: "S1", lines: GOOD.slice(0, 2) });
  const timed = (...times: readonly number[]) =>
    textsIn(
      sequenceOf(
        {
          ...session,
          packets: session.packets.map((packet, index) => ({ ...packet, time: times[index] ?? 0 })),
        },
        SEEN,
        words,
      ).svg,
    );
  expect(timed(0, 0).filter((text) => text === "–")).toHaveLength(2);
});
