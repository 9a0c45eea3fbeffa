/** `jam lab report` as a command, with captures that were made elsewhere: what it refuses, writes and prints. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { JAM } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { runProgram } from "../support/run-program.ts";

const withTshark = needs("tshark", "tshark");
const CAPTURE = join(import.meta.dirname, "../../lab/captures/good-mesin1.pcapng");
const AUTHOR = ["--name", "Siti", "--nrp", "5025211042", "--source", "https://github.com/siti/progjar"];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "jam-report-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const report = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runProgram([JAM, "lab", "report", "--pcap", `mesin1=${CAPTURE}`, ...args], {
    cwd: folder,
    env: { HOME: folder, LC_ALL: "C", ...env },
    seconds: 60,
  });

withTshark("a report that exists is replaced only with --force, and stays as it was without", async () => {
  const file = join(folder, "mine.pdf");
  writeFileSync(file, "mine");
  const refused = await report(["--out", "mine.pdf"]);
  expect(refused).toMatchObject({ exit: 2, stdout: "" });
  expect(refused.stderr).toContain("mine.pdf exists: replace it with --force");
  expect(readFileSync(file, "utf8")).toBe("mine");
  expect(await report(["--out", "mine.pdf", "--force"])).toMatchObject({ exit: 0, stdout: "mine.pdf\n" });
  expect(readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");

  expect(await report(["--markdown", "text"])).toMatchObject({ exit: 0 });
  const again = await report(["--markdown", "text"]);
  expect(again).toMatchObject({ exit: 2 });
  expect(again.stderr).toContain("text/TUGAS2.md exists");
  expect(await report(["--markdown", "text", "--force"])).toMatchObject({ exit: 0 });
});

test("--out with the suffix of another format, or a folder, is a usage error before anything is read", async () => {
  for (const [name, message] of [
    ["x.docx", "--out must name a PDF file such as TUGAS2.PDF"],
    ["x.md", "--markdown DIR writes Markdown"],
    [".", "not the folder"],
  ] as const) {
    const { exit, stderr } = await report(["--out", name]);
    expect(exit).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(join(folder, "x.docx"))).toBe(false);
  }
});

withTshark("the checklist names what is missing, and with --strict the exit code is 1", async () => {
  const { exit, stdout, stderr } = await report(["--out", "a.pdf"]);
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: "a.pdf\n" });
  for (const part of ["before you hand it in:\n- the name is", "- the NRP is", "- the link to"]) {
    expect(stderr).toContain(part);
  }
  expect(await report(["--out", "b.pdf", "--strict"])).toMatchObject({ exit: 1, stdout: "b.pdf\n" });
  const complete = await report(["--out", "c.pdf", "--strict", ...AUTHOR]);
  expect(complete.exit).toBe(0);
  expect(complete.stderr).toContain("nothing is missing");
});

withTshark(
  "messages are in the language of LANG or --lang, and the report in Indonesian by default",
  async () => {
    const inId = { LC_ALL: "", LANG: "id_ID.UTF-8" };
    expect((await report(["--out", "d.pdf"], inId)).stderr).toContain("sebelum dikumpulkan:");
    expect((await report(["--out", "e.pdf", "--lang", "en"], inId)).stderr).toContain(
      "before you hand it in:",
    );
    expect((await report(["--help"], inId)).stdout).toStartWith("Pemakaian: jam lab report");
    expect((await report(["--help", "--lang", "en"], inId)).stdout).toStartWith("Usage: jam lab report");
    expect((await report(["--markdown", "f"])).exit).toBe(0);
    expect(readFileSync(join(folder, "f/TUGAS2.md"), "utf8")).toContain("Ringkasan hasil");
  },
);

withTshark(
  "the same captures make the same PDF, byte for byte, whatever the time, zone, home and PATH",
  async () => {
    const path = `${dirname(JAM)}:${process.env["PATH"]}`;
    const elsewhere = { TZ: "Asia/Jakarta", HOME: "/nonexistent", PATH: path };
    const made = await Promise.all([report(["--out", "g.pdf"]), report(["--out", "h.pdf"], elsewhere)]);
    for (const { exit } of made) expect(exit).toBe(0);
    const [first, second] = ["g.pdf", "h.pdf"].map((name) => readFileSync(join(folder, name)));
    expect(Bun.hash(first ?? "")).toBe(Bun.hash(second ?? ""));
  },
);

withTshark(
  "the source file is printed as an appendix; one that cannot be printed is a usage error",
  async () => {
    writeFileSync(join(folder, "server,1.py"), 'print("mulai")\n');
    expect(await report(["--markdown", "i", "--source-file", "server,1.py"])).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, "i/TUGAS2.md"), "utf8")).toContain('print("mulai")');
    const missing = await report(["--markdown", "j", "--source-file", "gone.py"]);
    expect(missing).toMatchObject({ exit: 2 });
    expect(missing.stderr).toContain("--source-file: there is no file gone.py.");
  },
);
