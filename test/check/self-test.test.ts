import { expect } from "bun:test";
import { CASE_IDS } from "../../src/check/cases/registry.ts";
import { type SelfTestRow, selfTest } from "../../src/check/self-test.ts";
import { needs } from "../end-to-end/support/needs.ts";

/** Servers side by side: they mostly wait. */
const JOBS = 12;
/** Replies over loopback take milliseconds; 0.8 s for a reply and 0.28 s of silence are still plenty. */
const TIME_SCALE = 0.4;
const MINUTES = 60_000;

const isMisjudged = ({ missed, wrong }: SelfTestRow) => missed.length + wrong.length > 0;

const withPython = needs("python3", "python3");

withPython(
  "exactly its own cases fail for each wrong server, and none for a right one",
  async () => {
    const rows = await selfTest({ jobs: JOBS, timeScale: TIME_SCALE });
    // The short time limits, not the judge, may be at fault on a busy machine: these get the contract's, one at a time.
    const rogues = rows.filter(isMisjudged).map(({ rogue }) => rogue);
    const again = await selfTest({ jobs: 1, timeScale: 1, rogues });
    const misjudged = again.filter(isMisjudged);
    expect(misjudged.map(({ rogue, missed, wrong }) => ({ id: rogue.id, missed, wrong }))).toEqual([]);
    const caught = new Set(rows.flatMap(({ failed }) => failed));
    expect(CASE_IDS.filter((id) => !caught.has(id))).toEqual([]);
  },
  12 * MINUTES,
);
