import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCapture } from "../../../src/lab/capture/read-capture.ts";
import { UnreadableCapture } from "../../../src/lab/capture/unreadable-capture.ts";
import { MissingTool } from "../../../src/lab/network/missing-tool.ts";
import { CAPTURES, recorded } from "../crafted.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-lab-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("packets come with ends, flags, relative numbers and the whole payload", async () => {
  const { packets, host, beginsAt } = await recorded("good-mesin1");
  expect(host).toBe("mesin1");
  expect(packets[0]?.time).toBeCloseTo(beginsAt, 6);
  expect(packets.slice(0, 3).map(({ flags }) => [flags.syn, flags.ack])).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ]);
  const request = packets.find(({ length }) => length > 0);
  expect(request).toMatchObject({ seq: 1, ack: 1, length: 6, payload: "54494d450d0a" });
  expect(request?.destination).toEqual({ address: "172.16.16.101", port: 45_000 });
});

test("IPv6 addresses and retransmissions are read", async () => {
  expect((await recorded("ipv6")).packets[0]?.destination.address).toBe("fd16::101");
  expect((await recorded("lost")).packets.some(({ isRetransmission }) => isRetransmission)).toBe(true);
});

test("a port without captured packets gives none, and the ports that there are", async () => {
  const { packets, frames, otherPorts } = await readCapture({
    ...{ file: join(CAPTURES, "good-mesin1.pcapng"), port: 7 },
  });
  expect([packets.length, frames]).toEqual([0, 36]);
  expect(otherPorts).toEqual([{ port: 45_000, packets: 36, isTimeServer: true }]);
});

test("without a host the capture is named after its file", async () => {
  const { host } = await readCapture({ file: join(CAPTURES, "date.pcapng"), port: 45_000 });
  expect(host).toBe("date");
});

test("a truncated capture is read up to its end", async () => {
  const whole = await Bun.file(join(CAPTURES, "good-mesin1.pcapng")).bytes();
  const file = join(folder, "cut.pcapng");
  writeFileSync(file, whole.subarray(0, 1500));
  const { packets } = await readCapture({ file, port: 45_000 });
  expect(packets.length).toBeGreaterThan(5);
});

test("a file that is not a capture is one clear error", async () => {
  const file = join(folder, "notes.txt");
  writeFileSync(file, "these are notes\n".repeat(20));
  const read = readCapture({ file, port: 45_000 });
  await expect(read).rejects.toThrow(UnreadableCapture);
  await expect(read).rejects.toThrow(/notes\.txt cannot be read as a capture: .*\S/);
  await expect(readCapture({ file: join(folder, "none"), port: 45_000 })).rejects.toThrow(
    "the file does not exist",
  );
});

test("a missing tshark is reported with its Debian package", async () => {
  const read = readCapture({ file: join(CAPTURES, "date.pcapng"), port: 45_000, tshark: null });
  await expect(read).rejects.toThrow(MissingTool);
  await expect(read).rejects.toMatchObject({ tool: "tshark", debianPackage: "tshark" });
});
