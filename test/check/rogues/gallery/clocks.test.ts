import { afterEach, expect, setSystemTime, test } from "bun:test";
import { CLOCK_ROGUES } from "../../../../src/check/rogues/gallery/clocks.ts";
import { Client, withRogue } from "../talk.ts";

afterEach(() => {
  setSystemTime();
});

const START = Date.UTC(2045, 7, 17, 10, 0, 0);

/** What fresh connections show in the three seconds after the start. */
function readings(id: string): Promise<readonly string[]> {
  setSystemTime(new Date(START));
  return withRogue(id, async (port) => {
    const shown: string[] = [];
    for (const second of [0, 1, 2]) {
      setSystemTime(new Date(START + second * 1000));
      const client = await Client.open(port);
      client.send("TIME\r\n");
      shown.push((await client.until(/\r\n$/)).slice("JAM ".length, -2));
      client.close();
    }
    return shown;
  });
}

const SHOWN: Readonly<Record<string, readonly string[]>> = {
  "hour-and-seven": ["11:07:00", "11:07:01", "11:07:02"],
  "five-seconds-behind": ["09:59:55", "09:59:56", "09:59:57"],
  "jumping-zone": ["10:15:00", "10:30:01", "10:45:02"],
};

for (const [id, shown] of Object.entries(SHOWN)) {
  test(`${id} shows ${shown}`, async () => {
    expect(await readings(id)).toEqual(shown);
  });
}

test("the frozen clock always shows the second of the start", async () => {
  expect(new Set(await readings("frozen-clock")).size).toBe(1);
});

test("the clock of a connection shows the second of its beginning, however late it is asked", async () => {
  setSystemTime(new Date(START));
  await withRogue("clock-of-connection", async (port) => {
    const client = await Client.open(port);
    client.send("TIME\r\n");
    const first = await client.until(/\r\n$/);
    setSystemTime(new Date(START + 60_000));
    client.send("TIME\r\n");
    expect(await client.until(/\r\n.+\r\n$/)).toBe(first.repeat(2));
    client.close();
  });
});

test("every wrong clock is shown here", () => {
  expect(["frozen-clock", "clock-of-connection", ...Object.keys(SHOWN)]).toEqual(
    CLOCK_ROGUES.map(({ id }) => id),
  );
});

test("a clock in another zone, or of twelve hours, is right enough", async () => {
  expect(await readings("utc")).toEqual(["10:00:00", "10:00:01", "10:00:02"]);
  expect(await readings("kathmandu")).toEqual(["15:45:00", "15:45:01", "15:45:02"]);
  expect((await readings("twelve-hours")).every((shown) => /^(0[1-9]|1[0-2]):/.test(shown))).toBe(true);
});
