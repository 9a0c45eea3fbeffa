/**
 * Invariant: a capture file with any of its bytes changed, left out or cut off is read by tshark into facts with a
 * verdict on every point, or refused as unreadable; neither output holds a control character.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCapture } from "../../../src/lab/capture/read-capture.ts";
import { UnreadableCapture } from "../../../src/lab/capture/unreadable-capture.ts";
import { factsOf } from "../../../src/lab/judge/facts-of.ts";
import { formatVerdict } from "../../../src/lab/report/verdict.ts";
import { CAPTURES, HOSTS, RECORDED } from "../../lab/crafted.ts";
import type { Choices } from "../choices.ts";
import { mustBeHarmless } from "../harmless.ts";
import type { Target } from "../target.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-fuzz-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

function changed(choices: Choices): Buffer {
  const bytes = readFileSync(join(CAPTURES, `${choices.of(RECORDED.toSorted())}.pcapng`));
  for (let left = choices.below(12); left > 0; left--) {
    const at = choices.below(65_536) % bytes.length;
    if (choices.yes()) bytes[at] = choices.byte();
    else bytes.copyWithin(at, at + choices.below(20)); // what follows moves up
  }
  return choices.below(6) === 0 ? bytes.subarray(0, choices.below(65_536) % bytes.length) : bytes;
}

export const capture: Target = {
  name: "capture",
  invariant: "a capture with any bytes changed is read into facts, or refused as unreadable",
  cases: 12,
  async run(choices) {
    const file = join(folder, "changed.pcapng");
    writeFileSync(file, changed(choices));
    try {
      const read = await readCapture({ file, host: "mesin1", port: 45_000 });
      const facts = factsOf([read], { port: 45_000, hosts: HOSTS });
      if (
        read.packets.some(({ number, time, seq, ack, length }) =>
          Number.isNaN(number + time + seq + ack + length),
        )
      )
        throw new Error("a packet's number is NaN");
      mustBeHarmless(formatVerdict(facts, "en"), "lines");
    } catch (error) {
      if (!(error instanceof UnreadableCapture)) throw error;
      mustBeHarmless(error.message);
    }
  },
};
