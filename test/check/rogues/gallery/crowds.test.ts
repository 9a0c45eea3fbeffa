import { expect, test } from "bun:test";
import { CROWD_ROGUES } from "../../../../src/check/rogues/gallery/crowds.ts";
import { Client, FIN, withRogue } from "../talk.ts";

/** Longer than the gallery's servers need for anything but to wait. */
const SILENCE_MS = 250;

function openMany(port: number, count: number): Promise<readonly Client[]> {
  return Promise.all(Array.from({ length: count }, () => Client.open(port)));
}

/** How many are answered, once nothing more comes. */
async function answered(clients: readonly Client[]): Promise<number> {
  for (const client of clients) client.send("TIME\r\n");
  await Bun.sleep(SILENCE_MS);
  return clients.filter(({ text }) => text.includes("JAM")).length;
}

/** How many of so many newcomers are served beside others, who have sent this. */
function servedBeside(id: string, others: number, sent: string, newcomers = 1): Promise<number> {
  return withRogue(id, async (port) => {
    const crowd = await openMany(port, others);
    for (const client of crowd) client.send(sent);
    const count = await answered(await openMany(port, newcomers));
    for (const client of crowd) client.close();
    return count;
  });
}

/** Beside 1 silent client; beside 1 that sent `TI`; of 20 that ask; beside 200 silent ones. */
const SERVED: Readonly<Record<string, readonly [number, number, number, number]>> = {
  right: [1, 1, 20, 1],
  "closes-at-once": [0, 0, 0, 0],
  "one-client-at-a-time": [0, 0, 1, 0],
  "serves-in-turn": [0, 0, 1, 0],
  "first-words-in-accept-loop": [0, 1, 20, 0],
  "waits-for-whole-line": [1, 0, 20, 1],
  "one-worker": [1, 0, 1, 1],
  "ten-workers": [1, 1, 10, 1],
  "ten-places": [1, 1, 10, 0],
  "hundred-places": [1, 1, 20, 0],
};

for (const [id, expected] of Object.entries(SERVED)) {
  test(`${id} serves ${expected} of 1, 1, 20 and 1`, async () => {
    const served = [
      await servedBeside(id, 1, ""),
      await servedBeside(id, 1, "TI"),
      await servedBeside(id, 0, "", 20),
      await servedBeside(id, 200, ""),
    ];
    expect(served).toEqual([...expected]);
  });
}

test("a client that waits for a place is served when another leaves", async () => {
  for (const id of ["serves-in-turn", "one-client-at-a-time"]) {
    await withRogue(id, async (port) => {
      const first = await Client.open(port);
      const second = await Client.open(port);
      second.send("TIME\r\n");
      first.close();
      expect(await second.until(/\r\n/)).toMatch(/^JAM [\d:]{8}\r\n$/);
      second.close();
    });
  }
});

test("one client at a time: the second is closed, and the first goes on", async () => {
  await withRogue("one-client-at-a-time", async (port) => {
    const first = await Client.open(port);
    const second = await Client.open(port);
    expect(await second.until(/>/)).toBe("<closed>");
    first.send("TIME\r\n");
    await first.until(/^JAM [\d:]{8}\r\n$/);
    first.close();
  });
});

test("leaks: 250 connections are served, and none after them", async () => {
  await withRogue("leaks", async (port) => {
    for (let served = 0; served < 250; served++) {
      const client = await Client.open(port);
      client.send("TIME\r\n");
      await client.until(/\r\n/);
      client.close();
    }
    expect(await answered(await openMany(port, 1))).toBe(0);
  });
});

test("dies on resets: thirty in a row, with no normal close between", async () => {
  await withRogue("dies-on-resets", async (port) => {
    for (const [resets, served] of [
      [20, 1],
      [20, 1],
      [40, 0],
    ] as const) {
      for (let count = 0; count < resets; count++) {
        const client = await Client.open(port);
        client.send("TIME\r\n");
        client.reset();
      }
      const fresh = await openMany(port, 1);
      expect(await answered(fresh)).toBe(served);
      for (const client of fresh) client.send(FIN);
      if (served === 1) await fresh[0]?.until(/<closed>/);
    }
  });
});

test("every wrong crowd is shown here", () => {
  const shown = [...Object.keys(SERVED), "leaks", "dies-on-resets"].filter((id) => id !== "right");
  expect(shown.sort()).toEqual(CROWD_ROGUES.map(({ id }) => id).sort());
});
