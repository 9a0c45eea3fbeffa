/** The pictures of the page in the documentation. With UPDATE=1 this test makes them, in a minute and a half. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { hasChromium, OpenPage, startBrowser, startMonitored } from "../support/browser.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";

const DOCS = join(import.meta.dirname, "../../../docs");
const PICTURES = [
  "monitor-light.png",
  "monitor-dark.png",
  "monitor-session.png",
  "monitor-phone.png",
  "monitor-present.png",
] as const;
const isUpdate = process.env["UPDATE"] === "1";
/** Load for the charts; none if the pictures are only tried. */
const LOAD_SECONDS = isUpdate ? 90 : 0;

const browserTest = needs("chromium", "chromium");
let browser: Browser;

beforeAll(async () => {
  if (hasChromium) browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
});

async function converse(port: number, ...chunks: readonly (readonly [string, number])[]): Promise<RawClient> {
  const client = await RawClient.dial(port);
  for (const [chunk, received] of chunks) {
    client.send(chunk);
    await client.waitForBytes(received);
  }
  return client;
}

const STUDENTS = 18;
/** What some students send first, by their number; the others are right from the start. */
const MISTAKES: Readonly<Record<number, string>> = {
  3: "TIME\n",
  6: "time\r\n",
  8: "TIME",
  11: "TIME\n",
  14: "GET / HTTP/1.1\r\n\r\n",
  16: "\u0000\u0004TIME\r\n",
};
/** The tries after which a student has found the mistake; some have not yet. */
const patience = (student: number) => ([3, 8, 16].includes(student) ? 99 : 7 + (student % 4));

/** A class at work: each student has an address, and most are right. */
async function load(port: number): Promise<void> {
  const tries = Array.from({ length: STUDENTS }, () => 0);
  for (let second = 0; second < Math.max(1, LOAD_SECONDS); second++) {
    const visitors = 2 + Math.round(3 * (1 + Math.sin(second / 9)));
    for (let visitor = 0; visitor < visitors; visitor++) {
      const student = (second * 5 + visitor * 7) % STUDENTS;
      const tried = tries[student] ?? 0;
      tries[student] = tried + 1;
      const mistake = tried < patience(student) ? MISTAKES[student] : undefined;
      using client = await RawClient.dial(port, { from: `127.0.0.${student + 101}` });
      client.send(mistake ?? "TIME\r\nTIME\r\nQUIT\r\n");
      client.finish();
      await client.waitForEnd();
    }
    await Bun.sleep(LOAD_SECONDS > 0 ? 1000 : 0);
  }
}

browserTest(
  "each picture can be made",
  async () => {
    const [server, url] = await startMonitored();
    await using _ = server;
    const held = await Promise.all(Array.from({ length: 9 }, () => converse(server.port, ["TIME\r\n", 14])));
    const loading = load(server.port);
    // The last pictures are made under load too.
    await Bun.sleep((LOAD_SECONDS * 1000 * 3) / 4);
    const netcat = await converse(server.port, ["TIME\n", 39], ["TIME\r\nTI", 53], ["ME\r\n", 67]);
    const shoot = async (name: (typeof PICTURES)[number], width: number, height: number, picks: boolean) => {
      const colorScheme = name === "monitor-dark.png" ? "dark" : "light";
      await using open = await OpenPage.open(browser, url, { colorScheme, viewport: { width, height } });
      await open.page.locator("tbody tr").first().waitFor();
      if (picks) {
        await open.page
          .locator("tbody tr", { hasText: `:${netcat.localPort}` })
          .first()
          .click();
        await open.page.locator(".step").first().waitFor();
      }
      if (name === "monitor-present.png") {
        await open.page.keyboard.press("p");
        await open.page.locator(".present .step").first().waitFor();
      }
      const part = name === "monitor-session.png" ? open.page.locator(".pane") : open.page;
      const picture = await part.screenshot(isUpdate ? { path: join(DOCS, name) } : {});
      expect(picture.length).toBeGreaterThan(10_000);
      expect(open.complaints).toEqual([]);
    };
    await shoot("monitor-light.png", 1280, 1320, false);
    await shoot("monitor-dark.png", 1280, 1240, true);
    await shoot("monitor-session.png", 1280, 900, true);
    await shoot("monitor-phone.png", 390, 844, true);
    await shoot("monitor-present.png", 1280, 720, true);
    await loading;
    for (const client of [...held, netcat]) client[Symbol.dispose]();
  },
  180_000,
);

test("the documentation has them", () => {
  expect(PICTURES.filter((name) => !existsSync(join(DOCS, name)))).toEqual([]);
});
