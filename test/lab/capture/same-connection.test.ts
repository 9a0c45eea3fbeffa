import { expect, test } from "bun:test";
import { join } from "node:path";
import { CAPTURES } from "../crafted.ts";
import { file, requestsOf, sessionsIn } from "../written.ts";

const WHOLE = join(CAPTURES, "good-mesin1.pcapng");
const FRAMES = 36;

function run(...command: readonly string[]): void {
  expect(Bun.spawnSync([...command]).exitCode).toBe(0);
}

/** The frames of the capture in these ranges, in this order. */
function reordered(...ranges: readonly string[]): string {
  const parts = ranges.map((range) => {
    const part = file(`frames-${range}.pcapng`);
    run("editcap", "-r", WHOLE, part, range);
    return part;
  });
  const appended = file("appended.pcapng");
  run("mergecap", "-a", "-w", appended, ...parts);
  return appended;
}

async function seenIn(path: string) {
  const sessions = await sessionsIn(path);
  return sessions.map((session) => [session.client.port, session.end, session.unseen, requestsOf(session)]);
}

test.each([
  { ranges: ["21-36", "1-20"] },
  { ranges: ["31-36", "10-30", "1-9"] },
  { ranges: ["10-30", "1-9", "31-36"] },
])(
  "a capture whose parts are in the wrong order has the sessions of the whole: frames $ranges",
  async ({ ranges }) => {
    expect(await seenIn(reordered(...ranges))).toEqual(await seenIn(WHOLE));
  },
);

test("a capture whose frames stand from the last to the first has the same sessions", async () => {
  const frames = Array.from({ length: FRAMES }, (_, index) => `${FRAMES - index}`);
  expect(await seenIn(reordered(...frames))).toEqual(await seenIn(WHOLE));
});
