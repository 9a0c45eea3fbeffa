import { afterAll, describe, expect, test } from "bun:test";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Session } from "../../../src/lab/capture/facts.ts";
import { readCapture } from "../../../src/lab/capture/read-capture.ts";
import { sessionsOf } from "../../../src/lab/capture/sessions.ts";
import { CAPTURES, HOSTS } from "../crafted.ts";
import { conversation, NOON, type WrittenPacket, writePcap } from "../pcap-file.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-elsewhere-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const file = (name = `${++files}.pcap`) => join(folder, name);
const written = (packets: readonly WrittenPacket[], snapLength?: number) =>
  writePcap(file(), packets, snapLength);

async function sessionsIn(...paths: readonly string[]): Promise<readonly Session[]> {
  const captures = await Promise.all(paths.map((path) => readCapture({ file: path, port: 45_000 })));
  return sessionsOf(captures, 45_000, HOSTS);
}

const kindsOf = ({ unseen }: Session) => unseen.map(({ kind }) => kind);
const requestsOf = ({ requests }: Session) => requests.map(({ request, reply }) => [request, reply]);
const WHOLE = [
  ["TIME\\r\\n", "JAM 12:00:00\\r\\n"],
  ["QUIT\\r\\n", undefined],
];
/** The same conversation somewhere else, some seconds later. */
const seenAt = (
  packets: readonly WrittenPacket[],
  after: number,
  ends: Readonly<Record<string, string>> = {},
) =>
  packets.map((packet) => ({
    ...packet,
    at: packet.at + after,
    from: ends[packet.from] ?? packet.from,
    to: ends[packet.to] ?? packet.to,
  }));
const byTime = (packets: readonly WrittenPacket[]) => packets.toSorted((a, b) => a.at - b.at);

describe("one packet is one fact", () => {
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
    const [one] = await sessionsIn(
      server,
      written([...seenAt(conversation(), -40)].filter((_p, i) => i > 1)),
    );
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
});

describe("the order of a file does not matter", () => {
  test("three hosts' files behind one another, as tshark's streams", async () => {
    const sessions = await sessionsIn(join(CAPTURES, "elsewhere", "three-hosts-appended.pcapng"));
    expect(sessions).toHaveLength(8);
    expect(sessions.every((one) => one.retransmissions === 0 && one.hasHandshake)).toBe(true);
    expect(sessions.reduce((sum, { packets }) => sum + packets.length, 0)).toBe(98);
  });

  test("a port that was used twice, appended to itself, is two sessions", async () => {
    const twice = [...conversation(), ...conversation({ at: NOON + 1, numbers: [70_000, 90_000] })];
    const sessions = await sessionsIn(written([...twice, ...seenAt(twice, 0.000_01)]));
    expect(sessions.map(({ packets, retransmissions }) => [packets.length, retransmissions])).toEqual([
      [11, 0],
      [11, 0],
    ]);
  });

  test("time stamps out of order: the handshake is proven, and no time is negative", async () => {
    for (const name of ["syn-ack-before-syn.pcap", "time-stamps-out-of-order.pcap"]) {
      const sessions = await sessionsIn(join(CAPTURES, "elsewhere", name));
      for (const { hasHandshake, beginsAt, endsAt, segments, requests } of sessions) {
        const times = [beginsAt, endsAt - beginsAt, ...segments.map(({ at }) => at)];
        expect([hasHandshake, times.filter((at) => at < 0)]).toEqual([true, []]);
        expect(requests.every(({ isEarly, replyMs = 0 }) => !isEarly && replyMs >= 0)).toBe(true);
      }
    }
  });

  test("the parts of a ring buffer are one session", async () => {
    const all = conversation();
    const parts = [all.slice(0, 4), all.slice(4, 7), all.slice(7)].map((part) => written(part));
    const [one, ...more] = await sessionsIn(...parts.toReversed());
    expect(more).toEqual([]);
    expect(one && [requestsOf(one), kindsOf(one), one.end, one.hasHandshake]).toEqual([
      WHOLE,
      [],
      "server-fin",
      true,
    ]);
  });

  test("each direction in a file of its own", async () => {
    const [out, back] = [":", ":"].map((_, index) =>
      conversation().filter(({ ports }) => (ports[1] === 45_000) === (index === 0)),
    );
    const [one, ...more] = await sessionsIn(written(out ?? []), written(back ?? []));
    expect(more).toEqual([]);
    expect(one && [requestsOf(one), kindsOf(one)]).toEqual([WHOLE, []]);
  });
});

describe("what a capture cannot show", () => {
  /** The snap length, whether the client's and the server's bytes are whole, and packets without TCP's header. */
  const SNAP_LENGTHS: readonly (readonly [number, boolean, boolean, number])[] = [
    [20, false, false, 0],
    [33, false, false, 11],
    [40, false, false, 11],
    [54, false, false, 0],
    [59, false, false, 0],
    [60, true, false, 0],
    [67, true, false, 0],
    [68, true, true, 0],
  ];

  test.each(SNAP_LENGTHS)(
    "a snap length of %d bytes is said, and nothing is read that was not captured",
    async (snapLength, isClientWhole, isServerWhole, headersTruncated) => {
      const path = written(conversation(), snapLength);
      const capture = await readCapture({ file: path, port: 45_000 });
      const [one] = sessionsOf([capture], 45_000);
      expect(capture).toMatchObject({ snapLength: isServerWhole ? undefined : snapLength, headersTruncated });
      if (snapLength < 54) {
        expect(one).toBeUndefined();
        return;
      }
      const truncated = one?.unseen.flatMap((each) => (each.kind === "truncated" ? [each.side] : []));
      expect<readonly unknown[] | undefined>(truncated).toEqual([
        ...(isClientWhole ? [] : ["client"]),
        ...(isServerWhole ? [] : ["server"]),
      ]);
      const kinds = isClientWhole ? ["time", "quit"] : ["unseen", "unseen"];
      expect<readonly unknown[] | undefined>(one?.requests.map(({ kind }) => kind)).toEqual(kinds);
      expect(one?.requests[0]?.replyUnseen).toBe(isServerWhole ? undefined : "truncated");
      expect(one).toMatchObject({ hasHandshake: true, end: "server-fin", unasked: [] });
    },
  );

  test("one direction: what the other side sent is not there, and so is how it ended", async () => {
    const clients = conversation().filter(({ ports }) => ports[1] === 45_000);
    const [one] = await sessionsIn(written(clients));
    expect(one && kindsOf(one)).toEqual(["no-server-packets"]);
    expect(one).toMatchObject({ end: "unseen", hasHandshake: false, wasRefused: false });
    expect(one?.requests[0]).toMatchObject({
      kind: "time",
      hasArrived: false,
      replyUnseen: "no-server-packets",
    });
    const servers = conversation().filter(({ ports }) => ports[0] === 45_000);
    const [other] = await sessionsIn(written(servers));
    expect(other && kindsOf(other)).toEqual(["no-client-packets"]);
    expect(other?.unasked).toMatchObject([{ isRight: true, requestUnseen: "no-client-packets" }]);
  });

  test("a missing request or reply is a gap with its bytes, and the reply to it is unasked", async () => {
    const without = (index: number) => written(conversation().filter((_packet, at) => at !== index));
    const [noRequest] = await sessionsIn(without(3));
    expect(noRequest?.unseen).toMatchObject([
      { kind: "gap", side: "client", bytes: 6, wasReceived: true, packet: { number: 4 } },
    ]);
    expect(noRequest?.unasked).toMatchObject([
      { reply: "JAM 12:00:00\\r\\n", requestUnseen: "gap", isRight: true },
    ]);
    const [noReply] = await sessionsIn(without(5));
    expect(noReply?.unseen).toMatchObject([{ kind: "gap", side: "server", bytes: 14, wasReceived: true }]);
    expect(noReply?.requests[0]).toMatchObject({ reply: undefined, replyUnseen: "gap", hasArrived: true });
  });

  test("a FIN that only its acknowledgement shows: how the session ended cannot be told", async () => {
    const open = conversation().filter(({ flags }) => !flags.includes("F"));
    const [one] = await sessionsIn(written(open));
    expect(one).toMatchObject({ end: "unseen", unseen: [] });
  });

  test("a capture that stops at once says nothing of a missing reply, and one that goes on does", async () => {
    const asked = conversation().slice(0, 5);
    const [soon] = await sessionsIn(written(asked));
    expect(soon?.requests[0]).toMatchObject({ hasArrived: true, replyUnseen: "ends-after" });
    const later = {
      ...conversation({ ports: [50_009, 45_000], numbers: [5, 6] })[0],
      at: NOON + 5,
    } as WrittenPacket;
    const [one] = await sessionsIn(written([...asked, later]));
    expect(one?.requests[0]).toMatchObject({ hasArrived: true, replyUnseen: undefined });
  });

  test("a session that the capture joined: its first line may be the rest of one, but not if it begins as a request", async () => {
    const [one] = await sessionsIn(written(conversation().slice(3)));
    expect(one && [requestsOf(one), kindsOf(one)]).toEqual([WHOLE, ["begins-before"]]);
    const cut = conversation()
      .slice(3)
      .map((packet, index) => (index === 0 ? { ...packet, seq: packet.seq + 2, data: "ME\r\n" } : packet));
    const [rest] = await sessionsIn(written(cut));
    expect(rest?.requests[0]).toMatchObject({ kind: "unseen", requestUnseen: "begins-before" });
  });

  test("a keep-alive's byte is no part of a request, wherever it comes", async () => {
    const probe = (at: number, seq: number, ack: number): WrittenPacket => ({
      ...{ at: NOON + at, from: "172.16.16.102", to: "172.16.16.101", ports: [50_000, 45_000] },
      ...{ flags: "A", seq, ack, data: "\0" },
    });
    const all = conversation();
    const first = [probe(0.001, 1000, 5001), ...all.slice(3)];
    const middle = [...all.slice(0, 7), probe(0.065, 1006, 5015), ...all.slice(7)];
    for (const packets of [first, middle]) {
      const [one] = await sessionsIn(written(packets));
      expect(one && requestsOf(one)).toEqual(WHOLE);
      expect(one).toMatchObject({ retransmissions: 0 });
      expect(one?.packets.filter(({ isKeepAlive }) => isKeepAlive)).toHaveLength(1);
      expect(one && kindsOf(one)).not.toContain("gap");
    }
  });

  test("the port may be a client's: who says JAM is the server, and else it is not known", async () => {
    const swapped = (data: string) =>
      conversation({ client: "93.184.216.34", server: "172.16.16.102", ports: [80, 45_000] })
        .slice(3, 6)
        .map((packet) => (packet.data?.startsWith("JAM") ? { ...packet, data } : packet));
    const [unknown] = await sessionsIn(written(swapped("GET / HTTP/1.1\r\n")));
    expect(unknown).toMatchObject({ serverKnownBy: "unknown", requests: [], unasked: [], end: "unseen" });
    const [told] = await sessionsIn(written(swapped("JAM 12:00:00\r\n")));
    expect(told).toMatchObject({ serverKnownBy: "jam", server: { port: 45_000 } });
    const other = conversation({
      client: "172.16.16.101",
      server: "93.184.216.34",
      ports: [45_000, 8080],
    }).slice(3);
    expect(await sessionsIn(written(other))).toEqual([]);
  });
});

describe("headers around the conversation", () => {
  const KINDS: readonly (readonly [string, WrittenPacket["around"], boolean])[] = [
    ["GRE", ["gre"], false],
    ["IP in IP", ["ipip"], false],
    ["IPv6 in IPv4", ["6in4"], true],
    ["IPv4 in IPv6", ["4in6"], false],
    ["a VLAN", ["vlan"], false],
    ["GRE in a VLAN", ["gre", "vlan"], false],
  ];

  test.each(KINDS)("%s: the addresses are the inner ones", async (_name, around = [], isSix) => {
    const [client, server] = isSix ? ["fd16::102", "fd16::101"] : ["172.16.16.102", "172.16.16.101"];
    const [one, ...more] = await sessionsIn(written(conversation({ client, server, around })));
    expect(more).toEqual([]);
    expect(one && [requestsOf(one), kindsOf(one)]).toEqual([WHOLE, []]);
    expect([one?.client.address, one?.server.address]).toEqual([client, server]);
  });

  test("inside and outside of a tunnel are one packet", async () => {
    const around = seenAt(conversation(), 0.000_02).map((packet) => ({
      ...packet,
      around: ["gre"] as const,
    }));
    const [one, ...more] = await sessionsIn(written(byTime([...conversation(), ...around])));
    expect([more.length, one?.packets.length, one?.retransmissions]).toEqual([0, 11, 0]);
  });

  test("what an ICMP message quotes is no packet", async () => {
    const quoted = { ...conversation()[0], at: NOON + 0.5, around: ["icmp"] } as WrittenPacket;
    const { packets, frames } = await readCapture({
      file: written([...conversation(), quoted]),
      port: 45_000,
    });
    expect([packets.length, frames]).toEqual([11, 12]);
  });
});

describe("files", () => {
  test("a file that was cut off anywhere is read as far as it is whole", async () => {
    const whole = readFileSync(written(conversation()));
    const counts: number[] = [];
    for (const bytes of [24, 60, 300, 500, whole.length - 1]) {
      const path = file();
      writeFileSync(path, whole.subarray(0, bytes));
      const { packets, damage } = await readCapture({ file: path, port: 45_000 });
      counts.push(packets.length);
      expect(damage === undefined).toBe(bytes === 24);
    }
    expect(counts).toEqual([0, 0, 3, 6, 10]);
  });

  test("zeros after the last block are damage, and what is before them is read", async () => {
    const path = join(CAPTURES, "elsewhere", "zeros-at-the-end.pcapng");
    const { packets, damage } = await readCapture({ file: path, port: 45_000 });
    expect([packets.length, damage]).toEqual([30, "it appears to be damaged or corrupt"]);
  });

  test("compressed files, and an empty one", async () => {
    const plain = readFileSync(written(conversation()));
    for (const [name, bytes] of [
      ["a.pcap.gz", Bun.gzipSync(plain)],
      ["A.PCAP.ZST", Bun.zstdCompressSync(plain)],
    ] as const) {
      writeFileSync(file(name), bytes);
      expect((await readCapture({ file: file(name), port: 45_000 })).packets).toHaveLength(11);
    }
    writeFileSync(file("empty.pcap"), "");
    expect(await readCapture({ file: file("empty.pcap"), port: 45_000 })).toMatchObject({
      frames: 0,
      packets: [],
    });
  });

  test("packets without time stamps are in the order of the file", async () => {
    const path = join(CAPTURES, "elsewhere", "no-time-stamps.pcapng");
    const capture = await readCapture({ file: path, port: 45_000 });
    expect(capture).toMatchObject({ hasTimes: false, beginsAt: 0, endsAt: 0 });
    for (const session of sessionsOf([capture], 45_000)) {
      expect(session).toMatchObject({ hasHandshake: true, end: "server-fin" });
      expect(kindsOf(session)).toEqual(["no-times"]);
      expect(session.requests.map(({ replyMs, clockDifference }) => [replyMs, clockDifference])).toEqual(
        session.requests.map(() => [undefined, undefined]),
      );
    }
  });

  test("a server on another port is found by what it says, and by its handshake", async () => {
    const timed = conversation({ ports: [50_000, 46_000] });
    const plain = conversation({ ports: [50_001, 8080], numbers: [3, 4] }).filter(
      ({ data = "" }) => data === "",
    );
    const { otherPorts, packets } = await readCapture({
      file: written([...plain, ...plain, ...timed]),
      port: 45_000,
    });
    expect(packets).toEqual([]);
    expect(otherPorts).toEqual([
      { port: 46_000, packets: 11, isTimeServer: true },
      { port: 8080, packets: 16, isTimeServer: false },
    ]);
  });

  test("tools' own files: editcap's snap length and mergecap's order give the same sessions", async () => {
    const source = join(CAPTURES, "good-mesin1.pcapng");
    const other = join(CAPTURES, "good-mesin2.pcapng");
    const [merged, appended, cut] = [file("merged.pcapng"), file("appended.pcapng"), file("cut.pcapng")];
    execFileSync("mergecap", ["-w", merged, source, other]);
    execFileSync("mergecap", ["-a", "-w", appended, other, source]);
    execFileSync("editcap", ["-s", "66", source, cut]);
    const shown = async (path: string) =>
      (await sessionsIn(path)).map((one) => [one.packets.length, one.retransmissions, requestsOf(one)]);
    const expected = await shown(source);
    expect(await shown(merged)).toEqual(expected);
    expect(await shown(appended)).toEqual(expected);
    const [truncated] = await sessionsIn(cut);
    expect(truncated && kindsOf(truncated)).toEqual(["truncated", "truncated"]);
  });
});
