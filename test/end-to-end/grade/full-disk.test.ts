import { expect, test } from "bun:test";
import { runProgram } from "../support/run-program.ts";
import { gradedIn, idOf, SmallClass } from "./class.ts";

const MINUTES = 120_000;
const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
const user = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
const NAMESPACE = ["unshare", ...user, "--mount"];
const canMount = Bun.spawnSync([...NAMESPACE, "mount", "-t", "tmpfs", "none", "/mnt"]).exitCode === 0;

/** Twice on a small disk, of which the second time more is free; then what is on it is copied away. */
const SCRIPT = `out=$1 copy=$2; shift 2
mkdir "$out" && mount -t tmpfs -o size=16k none "$out" || exit 99
"$@"; echo "first: $?" >&2
mount -o remount,size=8m "$out"
"$@"; echo "second: $?" >&2
cp -r "$out" "$copy"`;

test.skipIf(!canMount)(
  "a full disk ends the run with one clear line and 3; with more room the run continues (needs mount namespaces)",
  async () => {
    // Nothing of it runs.
    using small = new SmallClass(
      Object.fromEntries(numbers.map((number) => [`${idOf(number)}/notes.txt`, "ill"])),
    );
    const command = [...small.command(["--no-sandbox", "--out", small.out])];
    const { stderr } = await runProgram(
      [...NAMESPACE, "sh", "-c", SCRIPT, "sh", small.out, small.file("copy"), ...command],
      {
        seconds: 100,
      },
    );
    const lines = stderr.trim().split("\n");
    const first = lines.indexOf("first: 3");
    expect(lines[first - 1]).toStartWith(`jam: the disk is full (ENOSPC): ${small.out} cannot be written.`);
    expect(lines.slice(0, first).filter((line) => line.startsWith("jam:"))).toHaveLength(1);
    expect(lines.at(-1)).toBe("second: 0");
    expect(gradedIn(small.file("copy")).map(({ graded }) => graded.id)).toEqual(numbers.map(idOf));
  },
  MINUTES,
);
