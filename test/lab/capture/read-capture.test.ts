import { afterAll, expect, test } from "bun:test";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCapture } from "../../../src/lab/capture/read-capture.ts";
import { sessionsOf } from "../../../src/lab/capture/sessions.ts";
import { UnreadableCapture } from "../../../src/lab/capture/unreadable-capture.ts";
import { MissingTool } from "../../../src/lab/network/missing-tool.ts";
import { CAPTURES, recorded } from "../crafted.ts";
import { conversation } from "../pcap-file.ts";
import { elsewhere, file as fileNamed, kindsOf, requestsOf, sessionsIn, written } from "../written.ts";

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
  await expect(read).rejects.toMatchObject({ kind: "not-a-capture" });
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

test("a file that was cut off anywhere is read as far as it is whole", async () => {
  const whole = readFileSync(written(conversation()));
  const counts: number[] = [];
  for (const bytes of [24, 60, 300, 500, whole.length - 1]) {
    const path = fileNamed();
    writeFileSync(path, whole.subarray(0, bytes));
    const { packets, damage } = await readCapture({ file: path, port: 45_000 });
    counts.push(packets.length);
    expect(damage === undefined).toBe(bytes === 24);
  }
  expect(counts).toEqual([0, 0, 3, 6, 10]);
});

test("zeros after the last block are damage, and what is before them is read", async () => {
  const path = elsewhere("zeros-at-the-end.pcapng");
  const { packets, damage } = await readCapture({ file: path, port: 45_000 });
  expect([packets.length, damage]).toEqual([30, "it appears to be damaged or corrupt"]);
});

test("compressed files, and an empty one", async () => {
  const plain = readFileSync(written(conversation()));
  for (const [name, bytes] of [
    ["a.pcap.gz", Bun.gzipSync(plain)],
    ["A.PCAP.ZST", Bun.zstdCompressSync(plain)],
  ] as const) {
    writeFileSync(fileNamed(name), bytes);
    expect((await readCapture({ file: fileNamed(name), port: 45_000 })).packets).toHaveLength(11);
  }
  writeFileSync(fileNamed("empty.pcap"), "");
  expect(await readCapture({ file: fileNamed("empty.pcap"), port: 45_000 })).toMatchObject({
    frames: 0,
    packets: [],
  });
});

test("packets without time stamps are in the order of the file", async () => {
  const path = elsewhere("no-time-stamps.pcapng");
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
  const [merged, appended, cut] = [
    fileNamed("merged.pcapng"),
    fileNamed("appended.pcapng"),
    fileNamed("cut.pcapng"),
  ];
  // They come with tshark.
  for (const [tool, ...args] of [
    ["mergecap", "-w", merged, source, other],
    ["mergecap", "-a", "-w", appended, other, source],
    ["editcap", "-s", "66", source, cut],
  ] as const) {
    execFileSync(tool, args);
  }
  const shown = async (path: string) =>
    (await sessionsIn(path)).map((one) => [one.packets.length, one.retransmissions, requestsOf(one)]);
  const expected = await shown(source);
  expect(await shown(merged)).toEqual(expected);
  expect(await shown(appended)).toEqual(expected);
  const [truncated] = await sessionsIn(cut);
  expect(truncated && kindsOf(truncated)).toEqual(["truncated", "truncated"]);
});

test("a file is read by one tshark, in one pass", async () => {
  const [log, tshark] = [fileNamed("runs"), fileNamed("tshark")];
  writeFileSync(tshark, `#!/bin/sh\necho "$*" >> '${log}'\nexec tshark "$@"\n`, { mode: 0o755 });
  const path = written(conversation());
  expect((await readCapture({ file: path, port: 45_000, tshark })).packets).toHaveLength(11);
  const runs = readFileSync(log, "utf8").trim().split("\n");
  expect(runs).toHaveLength(1);
  expect(runs[0]).not.toMatch(/(^| )-(2|Y|R) /);
});

test("a tshark that fails at something else than the file is no verdict on the file", async () => {
  const tshark = fileNamed("old-tshark");
  writeFileSync(tshark, '#!/bin/sh\necho "tshark: Some fields aren\'t valid:" >&2\nexit 1\n', {
    mode: 0o755,
  });
  const read = readCapture({ file: written(conversation()), port: 45_000, tshark });
  await expect(read).rejects.toMatchObject({ kind: "unreadable" });
});
