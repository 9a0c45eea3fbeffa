/** The judge judged: every server of the gallery, and whether exactly its cases fail. */
import { createServer } from "node:net";
import { ownProcess } from "../proc/own-program.ts";
import { PROFILES } from "./case.ts";
import { check } from "./check.ts";
import { choose } from "./plan.ts";
import { ROGUES } from "./rogues/gallery.ts";
import type { Rogue } from "./rogues/rogue.ts";

export interface SelfTestRow {
  readonly rogue: Rogue;
  /** Cases that failed. */
  readonly failed: readonly string[];
  /** Cases that had to fail and did not. */
  readonly missed: readonly string[];
  /** Cases that failed and had not to, or that the judge could not try. */
  readonly wrong: readonly string[];
  /** Cases that passed only at the second try. */
  readonly flaky: readonly string[];
}

export interface SelfTestOptions {
  /** Servers side by side. */
  readonly jobs: number;
  readonly timeScale: number;
  readonly rogues?: readonly Rogue[];
  readonly onRow?: (row: SelfTestRow) => void;
  /** Aborted: no further server is judged, and those that run are stopped. */
  readonly signal?: AbortSignal;
}

const START_MS = 10_000;
/** All cases that can be tried side by side. */
const CASE_JOBS = 32;

export async function selfTest(options: SelfTestOptions): Promise<readonly SelfTestRow[]> {
  const rogues = options.rogues ?? ROGUES;
  const rows = new Map<string, SelfTestRow>();
  const queue = rogues.toSorted((one, other) => waitsOf(other) - waitsOf(one)).values();
  const work = async () => {
    for (const rogue of queue) {
      const row = await testRogue(rogue, options);
      if (options.signal?.aborted) return;
      rows.set(rogue.id, row);
      options.onRow?.(row);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  return rogues.map(({ id }) => rows.get(id)).filter((row) => row !== undefined);
}

/** Roughly how long a server keeps the judge waiting; the longest go first, so that none is left at the end. */
function waitsOf({ fails, isTimed }: Rogue): number {
  return fails.length + (isTimed ? 20 : 0);
}

async function testRogue(rogue: Rogue, { timeScale, signal }: SelfTestOptions): Promise<SelfTestRow> {
  const port = await freePort();
  const { cases } = await check({
    host: "127.0.0.1",
    address: { ip: "127.0.0.1", port },
    chosen: choose({ profiles: PROFILES, only: [], skip: [] }),
    timeScale: rogue.isTimed ? Math.max(1, timeScale) : timeScale,
    jobs: CASE_JOBS,
    observes: false,
    // A command that does not listen is not judged at all; an address on which nothing listens is.
    command: rogue.kind === "absent" ? undefined : commandOf(rogue, port),
    startTimeoutMs: START_MS,
    onResult() {},
    ...(signal === undefined ? {} : { signal }),
  });
  const failed = cases.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
  const untried = cases.filter(({ verdict }) => verdict === "error").map(({ id }) => id);
  const expected: readonly string[] = rogue.fails;
  return {
    rogue,
    failed,
    missed: expected.filter((id) => !failed.includes(id)),
    wrong: [...failed.filter((id) => !expected.includes(id)), ...untried],
    flaky: cases.filter(({ isFlaky }) => isFlaky).map(({ id }) => id),
  };
}

function commandOf({ id }: Rogue, port: number): readonly string[] {
  return [...ownProcess("check/rogues/entry.ts"), id, String(port)];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the machine gives no port");
  return address.port;
}
