/** `jam lab verify` as a command: which files it takes, what it prints of them, and its exit codes. */
import { afterAll, expect, test } from "bun:test";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { captureFiles } from "../../../src/cli/lab/capture-files.ts";
import { evidenceAt } from "../../../src/cli/lab/evidence.ts";
import { paragraphOf } from "../../../src/lab/narrative/paragraph.ts";
import { phrasesOf } from "../../../src/lab/narrative/phrases-of.ts";
import { flagsOf, later, pcapOf, readPcap, translated } from "../../lab/frames.ts";

const ROOT = join(import.meta.dirname, "../../..");
const ELSEWHERE = join(ROOT, "test/lab/captures/elsewhere");
const FOLDER = mkdtempSync(join(tmpdir(), "jam-files-"));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const at = (name: string) => join(FOLDER, name);

async function verify(...args: readonly string[]) {
  const run = Bun.spawn([join(ROOT, "bin/jam"), "lab", "verify", "--lang", "en", ...args], {
    cwd: FOLDER,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exit] = await Promise.all([run.stdout.text(), run.stderr.text(), run.exited]);
  return { stdout, stderr, exit };
}

/** A frame of LZ4 with one block that is not compressed. */
function lz4(bytes: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE((bytes.length | 0x8000_0000) >>> 0);
  return Buffer.concat([Buffer.from("04224d18604082", "hex"), size, bytes, Buffer.alloc(4)]);
}

test("several files and folders are judged together, and each file once", async () => {
  const { exit, stdout } = await verify(
    join(ELSEWHERE, "clocks-one-second-apart"),
    join(ELSEWHERE, "clocks-one-second-apart/at-the-server/mesin1.pcap"),
    join(ELSEWHERE, "clocks-one-second-apart/mesin2.pcap"),
  );
  expect(exit).toBe(1);
  expect(stdout).toContain("mesin2 (15 packets), the capture mesin3 (15 packets) and the capture mesin1 (30");
  expect(stdout).toContain("The clock of mesin3.pcap is 1 second behind that of mesin1.pcap, by 15 packets");
});

test("with several captures every packet's number names its file", async () => {
  const { facts } = await evidenceAt([join(ELSEWHERE, "clocks-one-second-apart")], undefined);
  for (const [language, named] of [
    ["en", /packet \d+(?! of mesin[23]\.pcap)/],
    ["id", /paket \d+(?! di mesin[23]\.pcap)/],
  ] as const) {
    const report = facts.points.map((point) => paragraphOf(point, facts, phrasesOf(language))).join("\n");
    expect(report).toMatch(/mesin2\.pcap/);
    expect(report.replace(/\d(?=\d)/g, "")).not.toMatch(named);
  }
});

test("files of one name in two folders are named with their folders", async () => {
  for (const folder of ["one", "two"]) mkdirSync(at(folder));
  copyFileSync(join(ELSEWHERE, "clocks-one-second-apart/mesin2.pcap"), at("one/mesin2.pcap"));
  copyFileSync(join(ELSEWHERE, "clocks-one-second-apart/mesin3.pcap"), at("two/mesin2.pcap"));
  const { stdout } = await verify("--json", "one", "two");
  expect(JSON.parse(stdout).captures.map(({ file }: { file: string }) => file)).toEqual([
    "one/mesin2.pcap",
    "two/mesin2.pcap",
  ]);
});

test("a folder's files are found in upper case, compressed, and with commas in their names", async () => {
  mkdirSync(at("mixed"));
  const bytes = readFileSync(join(ELSEWHERE, "tunnel-gre.pcap"));
  writeFileSync(at("mixed/B.PCAP.GZ"), Bun.gzipSync(bytes));
  writeFileSync(at("mixed/c.pcap.zst"), Bun.zstdCompressSync(bytes));
  writeFileSync(at("mixed/d.cap.lz4"), lz4(bytes));
  writeFileSync(at("mixed/e.pcap1"), bytes);
  cpSync(join(ELSEWHERE, "a,b.pcapng"), at("mixed/a,b.pcapng"));
  writeFileSync(at("mixed/notes.txt"), "not a capture");
  const { facts } = await evidenceAt([at("mixed")], undefined);
  expect(facts.captures.map(({ host, packets }) => `${host} ${packets}`)).toEqual([
    "B 30",
    "a,b 98",
    "c 30",
    "d 30",
    "e 30",
  ]);
  expect(facts.sessions).toHaveLength(10);
});

test("--pcap takes names with commas, and several names with commas between them", () => {
  const file = join(ELSEWHERE, "a,b.pcapng");
  const gre = join(ELSEWHERE, "tunnel-gre.pcap");
  expect(captureFiles([`mesin1=${file}`])).toEqual([{ host: "mesin1", file }]);
  expect(captureFiles([`mesin1=${file},mesin2=${gre}`, gre])).toEqual([
    { host: "mesin1", file },
    { host: "mesin2", file: gre },
    { file: gre },
  ]);
  expect(() => captureFiles(["mesin1=no,such.pcap"])).toThrow("there is no file no,such.pcap");
});

test.each([
  ["text", "hello\n"],
  ["JSON", '{"a": 1}\n'],
  ["a page", "<html><body>TIME</body></html>\n"],
])("%s is not a capture: exit code 2", async (_what, content) => {
  writeFileSync(at("other.pcap"), content);
  const { exit, stderr, stdout } = await verify("other.pcap");
  expect([exit, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^jam: other\.pcap .*capture.*\n$/);
});

test("without a path it is a usage error, and a path that does not exist has failed", async () => {
  expect(await verify()).toMatchObject({ exit: 2, stderr: expect.stringContaining("is needed") });
  expect(await verify("none.pcap")).toMatchObject({ exit: 1, stderr: expect.stringContaining("not exist") });
});

test("a file that ends within a packet is read until there, and what may follow is unseen", async () => {
  writeFileSync(at("cut.pcap"), readFileSync(join(ELSEWHERE, "before-and-after-snat.pcap")).subarray(0, 700));
  const { exit, stdout } = await verify("cut.pcap");
  expect(exit).toBe(1);
  expect(stdout).toContain("The file cut.pcap is damaged or cut off");
  expect(stdout).toContain("1.a     Port 45000 is open over TCP: proven");
  expect(stdout).not.toContain(": not proven");
});

test("a capture without the port gets a hint: another port, the wrong interface, or nothing captured", async () => {
  const late = join(ELSEWHERE, "began-late.pcap");
  expect((await verify("--port", "46000", late)).stdout).toContain("add --port 45000 to judge it");
  writeFileSync(at("nothing.pcap"), readFileSync(late).subarray(0, 24));
  expect((await verify("nothing.pcap")).stdout).toContain("nothing.pcap contains no packets");
  const dns = "45000028000100004011000001020304050607080035c00000140000".padEnd(80, "0");
  const record = Buffer.from(`00000000000000003600000036000000${"00".repeat(12)}0800${dns}`, "hex");
  writeFileSync(at("dns.pcap"), Buffer.concat([readFileSync(late).subarray(0, 24), record]));
  expect((await verify("dns.pcap")).stdout).toContain("was the wrong interface captured?");
});

test("if no reply came from the port, a conversation on another port is pointed out", async () => {
  const frames = readPcap(join(ELSEWHERE, "clock-15-minutes-wrong.pcap"));
  const on5000 = frames.map((frame) => translated(frame, "172.16.16.101", "172.16.16.101", 5000));
  const syns = frames.filter((frame) => flagsOf(frame) === 2).map((frame) => later(frame, 9));
  writeFileSync(at("both.pcap"), pcapOf([...on5000, ...syns]));
  const { stdout } = await verify("both.pcap");
  expect(stdout).toContain("No reply came from port 45000, but both.pcap also contains a conversation");
  expect(stdout).toContain("add --port 5000");
});

test("sessions are listed in the order of their numbers", async () => {
  const { stdout } = await verify("--json", join(ELSEWHERE, "../one-host.pcapng"));
  for (const { evidence } of JSON.parse(stdout).points as { evidence: string[] }[]) {
    const numbers = evidence.map((id) => Number(id.slice(1)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});
