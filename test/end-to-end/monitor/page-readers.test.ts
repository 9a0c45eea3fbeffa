import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import type axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { hasChromium, OpenPage, startBrowser, startMonitored } from "../support/browser.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { until } from "../support/within.ts";

const browserTest = needs("chromium", "chromium");
let browser: Browser;

beforeAll(async () => {
  if (hasChromium) browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** A right session, one in pieces, one of netcat's, one that is no request, and one of a browser. */
async function makeSessions(port: number): Promise<readonly RawClient[]> {
  const said = ["TIME\r\nTIME\r\nQUIT\r\n", "TIME\n", "HELLO\r\n \u202eTIME\r\nTI", "GET / HTTP/1.1\r\n\r\n"];
  const clients: RawClient[] = [];
  for (const line of said) {
    const client = await RawClient.dial(port);
    client.send(line);
    await client.waitForBytes(14);
    clients.push(client);
  }
  return clients;
}

const html = (page: Page) => page.locator("html");
const focused = (page: Page) => page.locator(":focus");

browserTest("it speaks the browser's language, and the one that is chosen stays in the link", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  await using open = await OpenPage.open(browser, url, { locale: "id-ID" });
  const { page } = open;
  expect(await html(page).getAttribute("lang")).toBe("id");
  expect(await page.locator(".sessions").textContent()).toContain("Belum ada yang terhubung.");
  await page.getByRole("button", { name: "English" }).click();
  expect(await html(page).getAttribute("lang")).toBe("en");
  expect(page.url()).toEndWith("#lang=en");
  await page.reload();
  await page.getByText("Nobody has connected yet.").waitFor();
  expect(await page.title()).toBe("jam · time server");
  expect(open.complaints).toEqual([]);
});

browserTest("it is light or dark as the system is, or as the reader chose", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  await using open = await OpenPage.open(browser, url, { colorScheme: "dark" });
  const { page } = open;
  const ground = () => html(page).evaluate("(html) => getComputedStyle(html).backgroundColor");
  const scheme = () => page.evaluate("getComputedStyle(document.documentElement).colorScheme");
  expect(await scheme()).toBe("dark");
  const dark = await ground();
  await page.getByRole("button", { name: "Light" }).click();
  await until(
    5,
    async () => (await scheme()) === "light",
    () => "light",
  );
  await page.reload();
  await page.locator(".clock").waitFor();
  expect(await scheme()).toBe("light");
  await page.getByRole("button", { name: "Auto" }).click();
  await until(
    5,
    async () => (await scheme()) === "dark",
    () => "dark",
  );
  expect(await ground()).toEqual(dark);
  expect(open.complaints).toEqual([]);
});

browserTest("the keyboard alone finds a session, opens it, reads it and comes back", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  const clients = await makeSessions(server.port);
  await using open = await OpenPage.open(browser, url);
  const { page } = open;
  await until(
    5,
    async () => (await page.locator("tbody tr").count()) === 4,
    () => "four sessions",
  );
  await page.keyboard.press("Tab");
  expect(await focused(page).textContent()).toBe("Skip to the sessions");
  await page.keyboard.press("Enter");
  expect(await focused(page).getAttribute("id")).toBe("sessions");
  for (
    let presses = 0;
    presses < 12 && (await focused(page).locator("xpath=ancestor::tbody").count()) === 0;
    presses++
  )
    await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const picked = await focused(page).textContent();
  await page.keyboard.press("Enter");
  await page.locator(".pane .callout.bad").waitFor();
  expect(await focused(page).textContent()).toBe(`Session of ${picked}`);
  expect(await page.locator(".pane").textContent()).toContain("ended in LF alone");
  await page.keyboard.press("Escape");
  await page.locator(".pane").waitFor({ state: "detached" });
  expect(await focused(page).textContent()).toBe(picked as string);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.locator(".pane .callout.good").waitFor();
  await page.goBack();
  await page.locator(".pane").waitFor({ state: "detached" });
  for (const client of clients) client[Symbol.dispose]();
  expect(open.complaints).toEqual([]);
});

browserTest(
  "on a phone a session that is picked is in sight, and stays so when its bytes have come",
  async () => {
    const [server, url] = await startMonitored();
    await using _ = server;
    const crowd = await Promise.all(Array.from({ length: 30 }, () => RawClient.dial(server.port)));
    const clients = await makeSessions(server.port);
    await using open = await OpenPage.open(browser, url, { viewport: { width: 390, height: 844 } });
    const { page } = open;
    await page.locator("tbody tr").nth(2).click();
    await page.locator(".step").first().waitFor();
    await until(
      5,
      async () => ((await page.locator("#pane-name").boundingBox())?.y ?? -1) > 0,
      () => "its name in sight",
    );
    expect((await page.locator("#pane-name").boundingBox())?.y).toBeWithin(0, 200);
    for (const client of [...crowd, ...clients]) client[Symbol.dispose]();
    expect(open.complaints).toEqual([]);
  },
);

browserTest("what a screen reader is told: names of regions, charts, lanes and columns", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  const clients = await makeSessions(server.port);
  await using open = await OpenPage.open(browser, url);
  const { page } = open;
  await page.locator("tbody tr").nth(2).click();
  for (const name of ["Now", "Sessions", "Faults", /^Session of 127/]) {
    expect(await page.getByRole("region", { name }).count()).toBeGreaterThan(0);
  }
  expect(await page.getByRole("img", { name: /Requests a second, the last five minutes: now/ }).count()).toBe(
    1,
  );
  expect(await page.getByText(/^Thread 0: \d+ connections?, \d+ requests a second$/).count()).toBe(1);
  expect(await page.getByRole("columnheader").count()).toBe(5);
  expect(await page.getByRole("list", { name: "What went over the wire" }).count()).toBe(1);
  for (const client of clients) client[Symbol.dispose]();
});

const AXE = readFileSync(Bun.resolveSync("axe-core/axe.min.js", import.meta.dir), "utf8");
const WIDTHS = [360, 1280, 1920];

/** What axe finds, in words. */
async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as axe.AxeResults;
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`,
  );
}

browserTest("axe would find something", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  await using open = await OpenPage.open(browser, url);
  await open.page.evaluate(AXE);
  await open.page.evaluate(`document.querySelector("h2").append(document.createElement("button"));
    document.querySelector("h1").style.color = "#ccc"`);
  const found = (await barriers(open.page)).join("\n");
  expect(found).toContain("button-name");
  expect(found).toContain("color-contrast");
});

describe.each(["light", "dark"] as const)("axe finds nothing, %s", (colorScheme) => {
  describe.each(["en", "id"])("in %s", (language) => {
    browserTest("in any view, on a phone, a desk and a projector", async () => {
      const [server, url] = await startMonitored();
      await using _ = server;
      await using open = await OpenPage.open(browser, url, { colorScheme, hash: `#lang=${language}` });
      const { page } = open;
      await page.evaluate(AXE);
      const lookAround = async (view: string) => {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          expect({ view, width, barriers: await barriers(page) }).toEqual({ view, width, barriers: [] });
          const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
          expect({ view, width, overflow }).toEqual({ view, width, overflow: 0 });
        }
      };
      await lookAround("empty");
      const clients = await makeSessions(server.port);
      const rows = page.locator("tbody tr");
      await until(
        5,
        async () => (await rows.count()) === 4,
        () => "four sessions",
      );
      await lookAround("sessions");
      // Netcat's, and one with hostile bytes, a joined chunk and an unfinished line.
      for (const index of [1, 2]) {
        await rows.nth(index).click();
        await page.locator(".step").first().waitFor();
        await lookAround(`session ${index}`);
        await page.locator(".pane .close").click();
      }
      await page.getByRole("searchbox").fill("nothing like it");
      await page.locator(".sessions .empty").waitFor();
      await page.locator(".pause").click();
      await lookAround("no match, paused");
      for (const client of clients) client[Symbol.dispose]();
      expect(open.complaints).toEqual([]);
    });
  });
});

test("the two dark palettes are one", () => {
  const css = readFileSync(new URL("../../../src/monitor/page/style/themes.css", import.meta.url), "utf8");
  const palettes = [...css.matchAll(/color-scheme: dark;([^}]*)\}/g)].map(([, colors = ""]) =>
    colors.replace(/\s+/g, ""),
  );
  expect(palettes).toHaveLength(2);
  expect(palettes[0]).toBe(palettes[1] as string);
});
