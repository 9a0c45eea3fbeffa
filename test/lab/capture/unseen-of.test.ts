import { expect, test } from "bun:test";
import { readCapture } from "../../../src/lab/capture/read-capture.ts";
import { sessionsOf } from "../../../src/lab/capture/sessions.ts";
import { conversation, NOON, type WrittenPacket } from "../pcap-file.ts";
import { kindsOf, requestsOf, sessionsIn, WHOLE, written } from "../written.ts";

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
  "a snap length of %d bytes is reported, and nothing is read that was not captured",
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

test("a FIN that only its acknowledgement shows: how the session ended is not known", async () => {
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

test("a keep-alive's byte does not belong to a request, wherever it comes", async () => {
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
