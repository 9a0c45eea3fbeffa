/** A local clock that is slewed while it measures: the real program with its clocks bent, and a server whose clock is right. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answering } from "../../client/fake-server.ts";
import { JAM } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { runProgram } from "../support/run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-slewed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The wall clock is read in whole milliseconds in the JSON: the rate moves the offset by less in that time. */
const EXACT_MS = 0.002;

describe.concurrent("while this machine's clock is slewed", () => {
  const library = join(folder, "slewed.so");
  beforeAll(async () => {
    if (Bun.which("gcc") === null) return;
    const source = join(import.meta.dirname, "slewed.c");
    const built = await runProgram(["gcc", "-O1", "-shared", "-fPIC", "-o", library, source], {
      seconds: 60,
    });
    expect(built).toMatchObject({ exit: 0 });
  });
  const withGcc = needs("gcc", "gcc libc6-dev", test.concurrent);

  async function measured(ppm: number) {
    await using server = await answering(() => `JAM ${new Date().toISOString().slice(11, 19)}\r\n`);
    const fromMs = Date.now();
    const client = Bun.spawn([JAM, "offset", `127.0.0.1:${server.port}`, "--json"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, LD_PRELOAD: library, SLEW_PPM: `${ppm}`, SLEW_FROM_MS: `${fromMs}` },
    });
    const { servers, local } = JSON.parse(await client.stdout.text());
    const rate = ppm / 1e6;
    const truthMs = (-(Date.parse(servers[0].measuredAt) - fromMs) * rate) / (1 + rate);
    return { server: servers[0], local, truthMs };
  }

  for (const ppm of [100, -100, 500, -500]) {
    withGcc(
      `by ${ppm} ppm, the interval contains the offset from the clock as it is then, and the rate is found`,
      async () => {
        const { server, local, truthMs } = await measured(ppm);
        expect(server.lowMs).toBeLessThanOrEqual(truthMs + EXACT_MS);
        if (server.kind === "late") return; // A cache would look the same: then there is no upper limit.
        expect(server.highMs).toBeGreaterThan(truthMs - EXACT_MS);
        expect(server.drift.lowPpm).toBeLessThanOrEqual(-ppm);
        expect(server.drift.highPpm).toBeGreaterThanOrEqual(-ppm);
        // 200 and more is not the correction of a crystal.
        if (Math.abs(ppm) > 200) expect(local.slewPpm).toBeWithin(ppm - 20, ppm + 21);
      },
      60_000,
    );
  }
});
