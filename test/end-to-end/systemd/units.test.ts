/** The unit files of deploy/systemd: systemd finds no fault in them, and how exposed the service is. */
import { expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { needs } from "../support/needs.ts";
import { runProgram } from "../support/run-program.ts";

const UNITS = join(import.meta.dirname, "../../../deploy/systemd");
/** Tenths; systemd calls up to 2.4 OK. */
const EXPOSURE = 15;

const withSystemd = needs("systemd-analyze", "systemd");

withSystemd("the exposure of the service is at most 1.5", async () => {
  const unit = join(UNITS, "jam.service");
  const { exit, stdout, stderr } = await runProgram([
    ...["systemd-analyze", "security", "--offline=true", "--no-pager", `--threshold=${EXPOSURE}`, unit],
  ]);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  expect(Number(/exposure level for jam\.service: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThanOrEqual(1.5);
});

withSystemd("systemd knows every key of the units", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jam-units-"));
  try {
    const files = ["jam.service", "jam.socket"].map((name) => {
      // The programs that they start may not be installed here.
      const text = readFileSync(join(UNITS, name), "utf8").replace("/usr/bin/jam", "/bin/true");
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const { stderr } = await runProgram(["systemd-analyze", "verify", "--man=no", ...files]);
    expect(stderr.split("\n").filter((line) => /jam\.(service|socket)/.test(line))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("adjtimex, which asks about the clock, is allowed after all that forbids", () => {
  const filters = readFileSync(join(UNITS, "jam.service"), "utf8").match(/^SystemCallFilter=.*$/gm);
  expect(filters?.at(-1)).toBe("SystemCallFilter=adjtimex clock_adjtime");
});
