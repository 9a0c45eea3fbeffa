import { expect, test } from "bun:test";
import { join } from "node:path";
import { readCapture } from "../../../src/lab/capture/read-capture.ts";
import { sinceOf } from "../../../src/lab/capture/stream.ts";
import { CAPTURES } from "../crafted.ts";
import { conversation, NOON, type WrittenPacket } from "../pcap-file.ts";
import { byTime, kindsOf, requestsOf, seenAt, sessionsIn, WHOLE, written } from "../written.ts";

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

test("times are tshark's own to the microsecond, also in a capture with nanoseconds", async () => {
  const name = join(CAPTURES, "good-mesin1.pcapng");
  const { packets, beginsAt } = await readCapture({ file: name, port: 45_000 });
  const fields = ["-T", "fields", "-e", "frame.time_relative", "-Y", "tcp.port == 45000"];
  const { stdout } = Bun.spawnSync(["tshark", "-r", name, ...fields]);
  const times = stdout.toString().trim().split("\n");
  expect(times[1]).toMatch(/^\d+\.\d{9}$/);
  expect(packets.map(({ time }) => sinceOf(time, beginsAt).toFixed(6))).toEqual(
    times.map((time) => Number(time).toFixed(6)),
  );
});

test("what an ICMP message quotes is no packet", async () => {
  const quoted = { ...conversation()[0], at: NOON + 0.5, around: ["icmp"] } as WrittenPacket;
  const { packets, frames } = await readCapture({
    file: written([...conversation(), quoted]),
    port: 45_000,
  });
  expect([packets.length, frames]).toEqual([11, 12]);
});
