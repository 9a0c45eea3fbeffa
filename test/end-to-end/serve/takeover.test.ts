/** `jam serve --takeover`: the next server gets the listening sockets of the running one. TAKEOVERS sets how many. */
import { afterAll, expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JamServer } from "../support/jam-server.ts";
import { freeLowPort } from "../support/low-port.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REQUEST } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";
import { startVisitors } from "../support/visits.ts";

const TAKEOVERS = Number(process.env["TAKEOVERS"] ?? 12);
const VISITORS = 20;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function runtimeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "jam-takeover-"));
  folders.push(folder);
  return folder;
}

async function takeovers() {
  const folder = runtimeFolder();
  const port = await freeLowPort();
  const start = (...flags: string[]) =>
    JamServer.start(["--takeover", "--port", String(port), "--log-level", "warn", "--log-level", "info", ...flags], {
      env: { XDG_RUNTIME_DIR: folder },
    });
  return { folder, port, start };
}

test(
  `over ${TAKEOVERS} takeovers under load no connect fails and no reply is cut`,
  async () => {
    const { folder, port, start } = await takeovers();
    let running = await start("--threads", "2");
    const visitors = startVisitors(port, VISITORS);
    try {
      for (let count = 1; count <= TAKEOVERS; count++) {
        await visitors.passed(200);
        // More threads than before, and fewer: sockets are shared, or a thread gets several.
        await using previous = running;
        running = await start("--threads", String((count % 3) + 1));
        expect(await previous.exited).toBe(0);
        await previous.waitFor(({ event }) => event === "handed-over");
      }
      await visitors.passed(200);
    } finally {
      const seen = await visitors.leave();
      console.log(`${TAKEOVERS} takeovers: ${JSON.stringify(seen)}`);
      expect(seen).toMatchObject({ refused: 0, cut: 0 });
      await running.stop();
    }
    expect(readdirSync(join(folder, "jam"))).toEqual([]);
  },
  60_000 + TAKEOVERS * 5_000,
);
