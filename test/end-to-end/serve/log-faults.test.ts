/** A log that cannot be written: the server serves, replaces threads and stops all the same. */
import { afterAll, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { JAM } from "../support/jam-server.ts";
import { MuteServer } from "../support/mute-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const FAULT = fileURLToPath(new URL("../../faults/dying-thread.ts", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "jam-log-faults-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file on a tmpfs grows by pages. */
const PAGE = 4096;

/** A full pipe without a reader; this sh, which becomes the server, holds both ends. */
const stalledPipe = (path: string) =>
  `mkfifo ${path}; exec 3<>${path}; dd if=/dev/zero bs=65536 count=1 >&3 2>/dev/null; exec "$@" 2>&3`;

const GONE = join(folder, "gone");

test.concurrent.each([
  ["stderr and stdout are a full disk", 'exec "$@" >/dev/full 2>/dev/full'],
  ["stderr and stdout are closed", 'exec "$@" >&- 2>&-'],
  ["the reader of stderr has gone", `mkfifo ${GONE}; exec 3<>${GONE} 4>${GONE} 3>&-; exec "$@" 2>&4`],
  ["the reader of stderr stands still", stalledPipe(join(folder, "stalled"))],
])(
  "where %s, it serves, and a signal stops it",
  async (_fault, shell) => {
    await using server = await MuteServer.start(shell);
    for (let client = 0; client < 20; client++) expect(await server.answers()).toBe(true);
    expect(await server.stop()).toBe(0);
  },
  40_000,
);

test.concurrent("a thread is replaced while the reader of stderr stands still", async () => {
  const file = join(folder, "fault");
  const env = { BUN_OPTIONS: `--preload ${FAULT}`, FAULT_FILE: file };
  await using server = await MuteServer.start(stalledPipe(join(folder, "replaced")), env);
  const clients = await Promise.all(Array.from({ length: 20 }, () => RawClient.dial(server.port)));
  for (const thread of [0, 1]) {
    writeFileSync(file, `${thread} hang`);
    await until(
      10,
      () => !existsSync(file),
      () => "the fault",
    );
  }
  for (const client of clients) expect(await client.waitForEnd(15)).toBeString(); // both threads died
  await until(
    10,
    () => server.answers().catch(() => false),
    () => "a thread that serves again",
  );
  expect(await server.stop()).toBe(0);
}, 60_000);

needs("unshare", "util-linux")(
  "a full disk drops log lines; once there is room the log continues and counts them",
  async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    await using server = await MuteServer.start(
      `exec unshare -rm sh -c 'mount -t tmpfs -o size=64k disk ${disk}; exec "$@" 2>${disk}/log' sh "$@"`,
    );
    const seen = `/proc/${server.pid}/root${disk}`;
    const log = () => readFileSync(`${seen}/log`, "utf8");
    const askUntil = (isSo: () => boolean, what: string) =>
      until(
        20,
        async () => (await server.answers()) && isSo(),
        () => what,
      );
    await askUntil(() => log() !== "", "a first line");
    spawnSync("dd", ["if=/dev/zero", `of=${seen}/filler`, "bs=1k"]);
    await askUntil(() => log().length % PAGE === 0, "a log that fills what was left of its page");
    const full = log();
    for (let client = 0; client < 5; client++) await server.answers();
    rmSync(`${seen}/filler`);
    await askUntil(() => log().includes("log-lines-dropped"), "the report of lost lines");
    const behind = log().slice(full.length).split("\n").slice(1, -1);
    const [report] = behind.map((line) => JSON.parse(line) as { event: string; lines: number });
    expect(report?.event).toBe("log-lines-dropped");
    expect(report?.lines).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
  },
  40_000,
);

test.concurrent("a start that fails exits with its code, also when stderr is a full disk", async () => {
  const run = await runProgram(["sh", "-c", 'exec "$@" 2>/dev/full', "sh", JAM, "serve", "--port", "none"]);
  expect(run.exit).toBe(2);
});
