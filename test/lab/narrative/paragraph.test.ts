import { expect, test } from "bun:test";
import {
  type CaptureFacts,
  DOUBTS,
  FAILURE_REASONS,
  POINTS,
  type RequestReply,
  type Session,
} from "../../../src/lab/capture/facts.ts";
import { countWords, LEAST_WORDS, paragraphOf } from "../../../src/lab/narrative/paragraph.ts";
import { phrasesOf } from "../../../src/lab/narrative/phrases-of.ts";
import { LANGUAGES } from "../../../src/language.ts";
import { CASES, REMARKED } from "../cases.ts";
import { crafted, factsIn, GOOD, IGNORED, PAUSE, RECORDED, session } from "../crafted.ts";

const all: readonly (readonly [string, CaptureFacts])[] = [
  ...(await Promise.all(RECORDED.map(async (name) => [name, await factsIn(name)] as const))),
  ...[...CASES, ...REMARKED].map(({ kind, point, facts }) => [`${point} ${kind}`, facts] as const),
  ["two captures", await factsIn("good-mesin1", "good-mesin2")],
];

const pointsIn = (facts: CaptureFacts, language: "en" | "id") =>
  facts.points.map((judged) => ({
    point: judged.point,
    title: phrasesOf(language).points[judged.point],
    analysis: paragraphOf(judged, facts, phrasesOf(language)),
  }));

test.each(DOUBTS)("what cannot be seen has a reason for each point, in both languages: %s", (kind) => {
  const facts = crafted(session(GOOD));
  const doubt = { kind, session: "S1", detail: "60", others: 2 };
  for (const point of POINTS) {
    const [en, id] = LANGUAGES.map((language) => phrasesOf(language).unseen(point, doubt, facts));
    expect(en).toMatch(/^In session S1 and 2 others, .* cannot be seen in this capture, because .*[^.]\.$/);
    expect(id).toMatch(/^Pada sesi S1 dan 2 sesi lain, .* tidak terlihat di capture ini, karena .*[^.]\.$/);
    for (const text of [en, id]) expect(text).not.toMatch(/undefined|NaN/);
  }
});

test("the clocks of two captures are related in words: behind, ahead, between, and the same", () => {
  const note = (atLeast: number, atMost: number) =>
    LANGUAGES.map((language) =>
      phrasesOf(language).note(
        { kind: "clocks", relation: { file: "b.pcap", reference: "a.pcap", atLeast, atMost, packets: 4 } },
        crafted(session(GOOD)),
      ),
    );
  const by = ["by 4 packets that both hold.", "menurut 4 paket yang terekam di keduanya."];
  expect(note(0.9996, 1.0004)).toEqual([
    `The clock of b.pcap is 999.6 ms to 1 second behind that of a.pcap, ${by[0]}`,
    `Jam mesin b.pcap 999,6 ms sampai 1 detik lebih lambat daripada a.pcap, ${by[1]}`,
  ]);
  expect(note(-3600, -3600)[0]).toBe(`The clock of b.pcap is 60 minutes ahead of that of a.pcap, ${by[0]}`);
  expect(note(-0.001, 0.002)[0]).toBe(
    `The clock of b.pcap is between 1 ms ahead of that of a.pcap and 2 ms behind it, ${by[0]}`,
  );
  expect(note(0, 0)).toEqual([
    `The clocks of b.pcap and a.pcap agree, ${by[0]}`,
    `Jam mesin b.pcap dan a.pcap sama, ${by[1]}`,
  ]);
});

test("of one, of none and of some: a sentence agrees with its number", () => {
  const replies = (point: "1.d.i" | "1.d.iii", of: number, all: number) =>
    LANGUAGES.map((language) =>
      phrasesOf(language).replies(point, { of, all, unseen: 0 }).replace(/.*; /, ""),
    );
  expect(replies("1.d.i", 3, 3)[0]).toBe("every one in this capture is (3 in all).");
  expect(replies("1.d.i", 2, 3)[0]).toBe("2 of the 3 in this capture are.");
  expect(replies("1.d.iii", 1, 3)[0]).toBe("1 of the 3 in this capture does.");
  expect(replies("1.d.iii", 0, 3)).toEqual([
    "none of the 3 in this capture does.",
    "di capture ini, dari 3 respons jam, tidak ada yang memenuhinya.",
  ]);
  const one = { of: 1, all: 2, unseen: 0 };
  expect(phrasesOf("en").answered(one)).toEndWith("1 was answered with a time.");
  expect(phrasesOf("en").answered({ ...one, of: 0 })).toEndWith("none was answered with a time.");
  expect(phrasesOf("id").quits({ ...one, of: 0 })).toEndWith(
    "tidak ada yang ditutup oleh server dalam dua detik.",
  );
});

test("the time shown is so many seconds ahead of the packet's or behind, or agrees with it", () => {
  const facts = (shown: string) => crafted(session([">TIME\r\n", `<JAM ${shown}\r\n`, ">QUIT\r\n", "<F"]));
  const text = (shown: string, language: "en" | "id") =>
    pointsIn(facts(shown), language).find(({ point }) => point === "1.d.iii")?.analysis;
  expect(text("12:00:00", "en")).toContain("the time shown agrees with that.");
  expect(text("12:00:01", "en")).toContain("the time shown is 1 second ahead of that.");
  expect(text("11:59:58", "en")).toContain("the time shown is 2 seconds behind that.");
  expect(text("11:59:59", "id")).toContain("jam yang ditampilkan 1 detik lebih lambat daripada waktu itu.");
});

const withoutCode = (text: string) => text.replace(/`[^`]*`/g, " ");

test.each(all)("%s: every paragraph has at least 50 words, in both languages", (_name, facts) => {
  for (const language of LANGUAGES) {
    const points = pointsIn(facts, language);
    expect(points.map(({ point }) => point)).toEqual([...POINTS]);
    for (const { point, analysis } of points) {
      expect(`${point} ${countWords(analysis) >= LEAST_WORDS ? "enough" : analysis}`).toBe(`${point} enough`);
    }
  }
});

test.each(all)(
  "%s: a paragraph has the sentence of each of its failures, and of no other",
  (_name, facts) => {
    for (const language of LANGUAGES) {
      for (const { point, analysis } of pointsIn(facts, language)) {
        const failures = facts.points.find((one) => one.point === point)?.failures ?? [];
        for (const kind of FAILURE_REASONS) {
          const fact = failures.find((one) => one.kind === kind);
          const sentence = phrasesOf(language).failures[kind](
            fact ?? { kind, session: "S1", detail: undefined, others: 0 },
            facts,
          );
          // Its first words up to a number, name or byte, which no other sentence has.
          const stem = withoutCode(sentence)
            .replace(/\bS\d+\b.*/, "")
            .trim();
          if (fact) expect(analysis).toContain(sentence);
          else if (stem.length > 40) expect(analysis).not.toContain(stem);
        }
      }
    }
  },
);

test.each(all)("%s: no value is undefined, and no paragraph mixes languages", (_name, facts) => {
  const english = /\b(the|and|with|which|server's|request was|session|packet|reply|time)\b/;
  const indonesian = /\b(yang|dengan|pada|sesi|paket|dan|tidak|adalah|ialah)\b/;
  for (const { analysis, title } of pointsIn(facts, "id")) {
    expect(withoutCode(`${title} ${analysis}`)).not.toMatch(english);
    expect(analysis).not.toMatch(/undefined|NaN|\?/);
  }
  for (const { analysis, title } of pointsIn(facts, "en")) {
    expect(withoutCode(`${title} ${analysis}`)).not.toMatch(indonesian);
    expect(analysis).not.toMatch(/undefined|NaN|\?/);
  }
});

test("a paragraph names the ports, packets, times and bytes of its capture", async () => {
  const facts = await factsIn("good-mesin1");
  const [first] = facts.sessions;
  const text = pointsIn(facts, "id")
    .map(({ analysis }) => analysis)
    .join("\n");
  expect(text).toContain(`mesin2 (172.16.16.102:${first?.client.port})`);
  const pair = first?.requests[0];
  expect(text).toContain(`di paket ${pair?.replyPacket}`);
  expect(text).toContain(pair?.replyHex?.replace(/../g, "$& ").trim() ?? "none");
  const request = first?.segments[0];
  expect(text).toContain(`paket ${request?.packet} (detik ${request?.at.toFixed(6).replace(".", ",")})`);
});

test("what was not tried is listed as such, and not called right", async () => {
  const text = (facts: CaptureFacts) =>
    pointsIn(facts, "en").find(({ point }) => point === "1.c.i")?.analysis ?? "";
  expect(text(await factsIn("date"))).toContain("Not tried in this capture: a request split");
  expect(text(await factsIn("date"))).not.toContain("was served as one request");
  expect(text(await factsIn("good-mesin1"))).toContain("was served as one request");
});

test("retransmissions are reported, and only if there are any", async () => {
  const text = (facts: CaptureFacts) => pointsIn(facts, "en")[0]?.analysis;
  expect(text(await factsIn("lost"))).toContain("retransmissions");
  expect(text(await factsIn("date"))).not.toContain("retransmissions");
});

test("an ignored QUIT is reported with its seconds, its segment, and the number of others", () => {
  const unheeded = [">TIME\r\nQUIT\r\n", "<JAM 12:00:00\r\n", ...PAUSE, ">F"];
  const client = { address: "172.16.16.103", port: 50_001 };
  const facts = crafted(session(unheeded), session(IGNORED, { at: 3, client }));
  const text = (language: "en" | "id") =>
    pointsIn(facts, language).find(({ point }) => point === "1.c.ii")?.analysis;
  expect(text("en")).toContain(
    "session S1, which arrived in one segment with another request, the server did",
  );
  expect(text("en")).toContain(
    "did not close the connection for 2.21 seconds, until the client closed it, although it had received",
  );
  expect(text("id")).toContain("tidak menutup koneksi selama 2,21 detik, sampai client menutupnya");
});

test("the digit of a date after JAM is not called a digit of the time", async () => {
  const facts = await factsIn("date");
  const text = (language: "en" | "id") =>
    pointsIn(facts, language).find(({ point }) => point === "1.d.ii")?.analysis;
  expect(text("en")).toContain("but what follows is not a time in the form h:m:s.");
  expect(text("en")).not.toContain("is the first digit of the time");
  expect(text("id")).toContain("tetapi yang mengikutinya bukan jam berbentuk jam:menit:detik.");
  expect(text("id")).not.toContain("adalah angka pertama dari jam");
});

test("a retransmitted SYN is called a SYN, and not a packet with bytes", () => {
  const [syn, answer, ...rest] = session(GOOD, { at: 0.1 });
  if (syn === undefined || answer === undefined) throw new Error("a session begins with a handshake");
  const again = { isRetransmission: true } as const;
  const text = (language: "en" | "id", ...lines: ReturnType<typeof session>) =>
    pointsIn(crafted(lines), language)[0]?.analysis ?? "";
  const syns = [{ ...syn, at: 0.01 }, { ...syn, ...again }, answer, ...rest];
  expect(text("en", ...syns)).toContain(
    "SYNs from clients were sent again (retransmissions): 1 in session S1;",
  );
  expect(text("en", ...syns)).not.toContain("counted once");
  expect(text("id", ...syns)).toContain(
    "Ada SYN dari client yang dikirim ulang (retransmission): 1 pada sesi S1;",
  );
  const both = [
    syn,
    answer,
    { ...answer, at: answer.at + 0.005, ...again },
    ...rest,
    { at: 1, text: ">QUIT\r\n", seq: 7, ...again },
  ];
  expect(text("en", ...both)).toContain("SYN-ACKs from the server were sent again");
  expect(text("en", ...both)).toContain(
    "Packets were sent again (retransmissions): 1 in session S1; the bytes",
  );
});

test("a server's bytes cannot break out of their code", () => {
  const facts = crafted(session([">TIME\r\n", "<JAM `rm` 12:00:00\r\n"]));
  const analysis = pointsIn(facts, "en").find(({ point }) => point === "1.d.ii")?.analysis ?? "";
  expect(analysis).toContain("`JAM 'rm' 12:00:00\\r\\n`");
});

type Change = readonly [string, (facts: CaptureFacts) => CaptureFacts];

const inFirst = (facts: CaptureFacts, change: Partial<Session>): CaptureFacts => ({
  ...facts,
  sessions: facts.sessions.map((session, index) => (index === 0 ? { ...session, ...change } : session)),
});
const inReplies = (facts: CaptureFacts, change: Partial<RequestReply>): CaptureFacts => ({
  ...facts,
  sessions: facts.sessions.map((session) => ({
    ...session,
    requests: session.requests.map((pair) => (pair.reply === undefined ? pair : { ...pair, ...change })),
  })),
});

const CHANGES: readonly Change[] = [
  ["the client's port", (facts) => inFirst(facts, { client: { address: "10.0.0.9", port: 4242 } })],
  ["the client's host", (facts) => inFirst(facts, { clientHost: "laptop" })],
  ["the server", (facts) => inFirst(facts, { server: { address: "10.0.0.1", port: 45_000 } })],
  ["a handshake", (facts) => inFirst(facts, { hasHandshake: false })],
  ["a refusal", (facts) => inFirst({ ...facts, sessions: [...facts.sessions] }, { wasRefused: true })],
  ["what was sent again", (facts) => inFirst(facts, { retransmissions: 3 })],
  ["a reply's text", (facts) => inReplies(facts, { reply: "JAM 01:02:03\\r\\n" })],
  ["a reply's bytes", (facts) => inReplies(facts, { replyHex: "4a414d2030313a30323a30330d0a" })],
  ["a reply's packet", (facts) => inReplies(facts, { replyPacket: 25 })],
  ["a reply's delay", (facts) => inReplies(facts, { replyMs: 777 })],
  ["a clock", (facts) => inReplies(facts, { clockDifference: 1 })],
  ["a request's kind", (facts) => inReplies(facts, { kind: "time-lf" })],
  [
    "an overlap's time",
    (facts) => ({ ...facts, overlaps: facts.overlaps.map((one) => ({ ...one, from: 0.25 })) }),
  ],
  [
    "service in an overlap",
    (facts) => ({ ...facts, overlaps: facts.overlaps.map((one) => ({ ...one, bothServed: false })) }),
  ],
  ["the most at once", (facts) => ({ ...facts, mostAtOnce: { sessions: 9, at: 0.5 } })],
  [
    "a verdict",
    (facts) => ({ ...facts, points: facts.points.map((point) => ({ ...point, isProven: false })) }),
  ],
];

test.each(CHANGES)("a different fact changes the sentences: %s", async (_name, change) => {
  const facts = await factsIn("good-mesin1");
  for (const language of LANGUAGES) {
    expect(pointsIn(change(facts), language)).not.toEqual(pointsIn(facts, language));
  }
});
