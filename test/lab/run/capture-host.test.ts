import { expect, test } from "bun:test";
import { droppedPackets } from "../../../src/lab/run/capture-host.ts";

test("lost packets are read from dumpcap's last output", () => {
  const stderr = (counts: string) => `Packets received/dropped on interface 'eth0': ${counts} (pcap:0/…)\n`;
  expect([stderr("0/0"), stderr("12/3"), ""].map(droppedPackets)).toEqual([0, 3, 0]);
});
