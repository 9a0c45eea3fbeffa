import { expect } from "bun:test";
import { CASE_IDS } from "../../src/check/cases/registry.ts";
import { selfTest } from "../../src/check/self-test.ts";
import { needs } from "../end-to-end/support/needs.ts";

/** Servers side by side: they mostly wait. */
const JOBS = 12;
/** Replies over loopback take milliseconds; 0.8 s for a reply and 0.28 s of silence are still plenty. */
const TIME_SCALE = 0.4;
const MINUTES = 60_000;

const withPython = needs("python3", "python3");

withPython(
  "exactly its own cases fail for each wrong server, and none for a right one",
  async () => {
    const rows = await selfTest({ runtime: [process.execPath], jobs: JOBS, timeScale: TIME_SCALE });
    const misjudged = rows.filter(({ missed, wrong }) => missed.length + wrong.length > 0);
    expect(misjudged.map(({ rogue, missed, wrong }) => ({ id: rogue.id, missed, wrong }))).toEqual([]);
    const caught = new Set(rows.flatMap(({ failed }) => failed));
    expect(CASE_IDS.filter((id) => !caught.has(id))).toEqual([]);
  },
  12 * MINUTES,
);
