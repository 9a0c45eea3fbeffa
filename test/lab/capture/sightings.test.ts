import { expect, test } from "bun:test";
import { conversation, NOON, writePcap } from "../pcap-file.ts";
import { byTime, file, kindsOf, requestsOf, seenAt, sessionsIn, WHOLE, written } from "../written.ts";

const inside = conversation({ client: "172.17.0.3" });
const nat = { "172.17.0.3": "10.0.0.5" };
// A request is seen inside first, and a reply outside.
const outside = seenAt(inside, 0.001, nat).map((packet) =>
  packet.to === "10.0.0.5" ? { ...packet, at: packet.at - 0.002 } : packet,
);

test("both sides of a NAT in one file are one session with two addresses", async () => {
  const sessions = await sessionsIn(written(byTime([...inside, ...outside])));
  expect(sessions).toHaveLength(1);
  const [one] = sessions;
  expect(one?.packets.map(({ others }) => others.length)).toEqual(Array(11).fill(1));
  expect(one).toMatchObject({ retransmissions: 0, hasHandshake: true, serverKnownBy: "handshake" });
  expect(one?.clientAt.map(({ address }) => address)).toEqual(["172.17.0.3", "10.0.0.5"]);
});

test("also if the capture began after the handshake, and in two files", async () => {
  const cut = byTime([...inside, ...outside]).filter(({ at }) => at > NOON + 0.025);
  expect(await sessionsIn(written(cut))).toHaveLength(1);
  expect(await sessionsIn(written(inside), written(seenAt(outside, 30)))).toHaveLength(1);
  expect(await sessionsIn(written(inside), written(seenAt(outside, 30).slice(4)))).toHaveLength(1);
});

test("sessions that only have the same numbers are two", async () => {
  const other = conversation({ client: "172.16.16.103", ports: [50_001, 45_000], at: NOON + 0.105 });
  const sessions = await sessionsIn(written(byTime([...conversation(), ...other])));
  expect(sessions.map(requestsOf)).toEqual([WHOLE, WHOLE]);
});

test("a bridge's interfaces show a packet twice, with the number that IP gave it", async () => {
  const twice = byTime([...conversation(), ...seenAt(conversation(), 0.000_01)]);
  const [one] = await sessionsIn(written(twice));
  expect(one).toMatchObject({ retransmissions: 0 });
  expect(one?.packets).toHaveLength(11);
});

test("without IP's number the sender's time stamp shows it, as with IPv6", async () => {
  const six = conversation({ client: "fd16::102", server: "fd16::101" }).map((packet, index) => ({
    ...packet,
    timestamp: 100 + index,
  }));
  const [one] = await sessionsIn(written(byTime([...six, ...seenAt(six, 0.000_01)])));
  expect(one).toMatchObject({ retransmissions: 0, clientHost: undefined });
  expect(one?.packets).toHaveLength(11);
});

test("with neither, what comes again at once was seen twice, and what comes later was sent twice", async () => {
  const plain = conversation({ client: "fd16::102", server: "fd16::101" });
  const [once] = await sessionsIn(written(byTime([...plain, ...seenAt(plain, 0.000_02)])));
  expect([once?.packets.length, once?.retransmissions]).toEqual([11, 0]);
  const again = plain.flatMap((packet, index) =>
    index === 3 ? [packet, { ...packet, at: packet.at + 0.005 }] : [packet],
  );
  const [twice] = await sessionsIn(written(again));
  expect([twice?.packets.length, twice?.retransmissions]).toEqual([12, 1]);
});

test("a segment that was sent again has another number, and is a packet of its own", async () => {
  const again = conversation().flatMap((packet, index) =>
    index === 3 ? [packet, { ...packet, id: 99, at: packet.at + 0.005 }] : [packet],
  );
  const [one] = await sessionsIn(written(again));
  expect(one).toMatchObject({ retransmissions: 1 });
  expect(one?.packets).toHaveLength(12);
  expect(one?.packets[4]).toMatchObject({ isRetransmission: true, others: [] });
});

test("it is one packet at both hosts, and the numbers are those of the server's file", async () => {
  const other = conversation({ client: "172.16.16.103", ports: [50_001, 45_000], numbers: [9000, 15_000] });
  const server = writePcap(file("mesin1.pcap"), byTime([...conversation(), ...other]));
  const client = writePcap(file("mesin2.pcap"), seenAt(conversation(), -40));
  const sessions = await sessionsIn(client, server);
  expect(sessions.map(({ file: name }) => name)).toEqual(["mesin1.pcap", "mesin1.pcap"]);
  expect(sessions[0]?.files).toEqual(["mesin1.pcap", "mesin2.pcap"]);
  expect(sessions[0]?.packets[0]).toMatchObject({
    number: 1,
    others: [{ file: "mesin2.pcap", number: 1 }],
  });
});

test("a packet that only the other host has gets the time of the session's clock, and keeps its own", async () => {
  const server = written(conversation().filter((_packet, index) => index !== 5));
  const [one] = await sessionsIn(server, written([...seenAt(conversation(), -40)].filter((_p, i) => i > 1)));
  const reply = one?.packets[5];
  expect(reply?.payload).toBe(Buffer.from("JAM 12:00:00\r\n").toString("hex"));
  expect(reply?.time).toBeCloseTo(NOON + 0.05, 4);
  expect(reply?.others[0]?.time).toBeCloseTo(NOON + 0.05 - 40, 4);
  expect(one && kindsOf(one)).toEqual([]);
});

test("of a payload that one place truncated, another's bytes are read", async () => {
  const [one] = await sessionsIn(written(conversation(), 60), written(seenAt(conversation(), 0.001)));
  expect(one && [requestsOf(one), kindsOf(one)]).toEqual([WHOLE, []]);
});

test("segments that a network card joined or split on the way were not sent again", async () => {
  const joined = conversation().map((packet) =>
    packet.data === "TIME\r\n" ? { ...packet, data: "TIME\r\nTIME\r\n" } : packet,
  );
  const moved = joined.map((packet, index) => ({
    ...packet,
    seq: index > 3 && packet.ports[1] === 45_000 ? packet.seq + 6 : packet.seq,
    ack: index > 3 && packet.ports[0] === 45_000 ? (packet.ack ?? 0) + 6 : (packet.ack ?? 0),
  }));
  const split = moved.flatMap((packet, index) => {
    if (index !== 3) return [packet];
    const [data, id] = ["TIME\r\n", (packet.id ?? 0) + 100];
    return [
      { ...packet, data },
      { ...packet, data, seq: packet.seq + 6, id },
    ];
  });
  const [server, client] = [
    writePcap(file("mesin1.pcap"), moved),
    writePcap(file("mesin2.pcap"), seenAt(split, 0.001)),
  ];
  const [one, ...more] = await sessionsIn(server, client);
  expect(more).toEqual([]);
  expect(one).toMatchObject({ retransmissions: 0, unseen: [] });
  expect(one?.packets).toHaveLength(11);
  expect(one?.requests.map(({ request, sharesSegment }) => [request, sharesSegment])).toEqual([
    ["TIME\\r\\n", true],
    ["TIME\\r\\n", true],
    ["QUIT\\r\\n", false],
  ]);
});
