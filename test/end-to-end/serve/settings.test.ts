/** Settings that change what a client sees: zone and pattern, and where they come from. */
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";

const SECONDS_A_DAY = 86_400;

async function ask(server: JamServer): Promise<string> {
  using client = await RawClient.dial(server.port);
  client.send("TIME\r\nQUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  return client.text;
}

/** Seconds that `shown` is behind UTC at `now`, also across midnight. */
function secondsBehind(shown: string, now: number, offsetHours: number): number {
  const [hours = 0, minutes = 0, seconds = 0] = shown.split(":").map(Number);
  const difference = Math.floor(now / 1000) + offsetHours * 3600 - (hours * 3600 + minutes * 60 + seconds);
  return ((difference % SECONDS_A_DAY) + SECONDS_A_DAY) % SECONDS_A_DAY;
}

const ZONES = [
  { zone: "UTC", offsetHours: 0 },
  { zone: "Asia/Jakarta", offsetHours: 7 },
  { zone: "Pacific/Honolulu", offsetHours: -10 },
];

for (const { zone, offsetHours } of ZONES) {
  test(`--zone ${zone} serves that zone's time`, async () => {
    await using server = await JamServer.start(["--zone", zone]);
    const before = Date.now();
    const shown = /^JAM (\d\d:\d\d:\d\d)\r\n$/.exec(await ask(server))?.[1] ?? "no time reply";
    const seconds = Math.floor(Date.now() / 1000) - Math.floor(before / 1000);
    expect(secondsBehind(shown, Date.now(), offsetHours)).toBeLessThanOrEqual(seconds);
  });
}

test("without --zone the time is that of the machine's zone", async () => {
  await using server = await JamServer.start([], { env: { TZ: "Asia/Kathmandu" } });
  const shown = /^JAM (\d\d:\d\d:\d\d)\r\n$/.exec(await ask(server))?.[1] ?? "no time reply";
  expect(secondsBehind(shown, Date.now(), 5.75)).toBeLessThanOrEqual(2);
});

test("--pattern sets the text after JAM", async () => {
  await using server = await JamServer.start(["--zone", "UTC", "--pattern", "%d-%m-%Y %H:%M:%S jam"]);
  const text = await ask(server);
  const [, day, month, year, time] = /^JAM (\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d) jam\r\n$/.exec(text) ?? [];
  const shown = Date.parse(`${year}-${month}-${day}T${time}Z`);
  expect(Math.abs(Date.now() - shown)).toBeLessThan(3_000);
});

test("flags override environment variables, which override the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jam-settings-"));
  try {
    const file = join(folder, "jam.toml");
    writeFileSync(file, 'pattern = "from the file"\nlenient = true\nport = 1\nmax-connections = 7\n');
    const env = { JAM_PATTERN: "from the variable", JAM_MAX_CONNECTIONS: "6" };
    await using server = await JamServer.start(["--config", file, "--max-connections", "5"], { env });
    using client = await RawClient.dial(server.port);
    client.send("TIME\nQUIT\n");
    expect(await client.waitForClose()).toBe("fin");
    expect(client.text).toBe("JAM from the variable\r\n");
    expect((await server.waitFor(({ event }) => event === "listening")).connectionLimit).toBe(5);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
