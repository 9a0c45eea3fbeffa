/** The page for all readers: languages, themes, keyboard, phone, screen reader, and axe over all views. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import type axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { LANGUAGES } from "../../../src/language.ts";
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

/** A correct session, one of netcat, one with hostile bytes and an unfinished line, and one of a browser. */
async function makeSessions(port: number): Promise<readonly RawClient[]> {
  const chunks = [
    "TIME\r\nTIME\r\nQUIT\r\n",
    "TIME\n",
    "HELLO\r\n \u202eTIME\r\nTI",
    "GET / HTTP/1.1\r\n\r\n",
  ];
  const clients: RawClient[] = [];
  for (const chunk of chunks) {
    const client = await RawClient.dial(port);
    client.send(chunk);
    await client.waitForBytes(14);
    clients.push(client);
  }
  return clients;
}

const html = (page: Page) => page.locator("html");
const focused = (page: Page) => page.locator(":focus");

browserTest("the page uses the browser's language, or the chosen one, which the link keeps", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  await using open = await OpenPage.open(browser, url, { locale: "id-ID" });
  const { page } = open;
  expect(await html(page).getAttribute("lang")).toBe("id");
  expect(await page.locator(".sessions").textContent()).toContain("Belum ada client yang terhubung.");
  await page.getByRole("button", { name: "English" }).click();
  expect(await html(page).getAttribute("lang")).toBe("en");
  expect(page.url()).toEndWith("#lang=en");
  await page.reload();
  await page.getByText("No client has connected yet.").waitFor();
  expect(await page.title()).toBe("jam · time server");
  expect(open.complaints).toEqual([]);
});

browserTest("the page is light or dark like the system, or as chosen", async () => {
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

browserTest("the keyboard alone can find a session, open it and return", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  const clients = await makeSessions(server.port);
  await using open = await OpenPage.open(browser, url);
  const { page } = open;
  await page.locator("tbody tr").nth(3).waitFor();
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
  expect(await page.locator(".pane").textContent()).toContain("ended with a bare LF");
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

browserTest("on a phone a picked session is in sight, and stays in sight when its bytes arrive", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  const crowd = await Promise.all(Array.from({ length: 30 }, () => RawClient.dial(server.port)));
  const clients = await makeSessions(server.port);
  await using open = await OpenPage.open(browser, url, { viewport: { width: 390, height: 844 } });
  const { page } = open;
  const withErrors = page.locator("tbody tr", { has: page.locator(".number.bad") });
  await withErrors.first().click();
  await page.locator(".step").first().waitFor();
  await until(
    5,
    async () => ((await page.locator("#pane-name").boundingBox())?.y ?? -1) > 0,
    () => "its name in sight",
  );
  expect((await page.locator("#pane-name").boundingBox())?.y).toBeWithin(0, 200);
  for (const client of [...crowd, ...clients]) client[Symbol.dispose]();
  expect(open.complaints).toEqual([]);
});

browserTest("a screen reader gets names for regions, charts, lanes and columns", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  const clients = await makeSessions(server.port);
  await using open = await OpenPage.open(browser, url);
  const { page } = open;
  await page.locator("tbody tr").nth(2).click();
  for (const name of ["Now", "Sessions", "Faults", /^Session of 127/]) {
    await page.getByRole("region", { name }).first().waitFor();
  }
  await page.getByRole("list", { name: "What went over the wire" }).waitFor();
  const charts = page.getByRole("img", { name: /Requests per second, last five minutes: now/ });
  expect(await charts.count()).toBe(1);
  expect(await page.getByText(/^Thread 0: \d+ connections?, \d+ requests per second$/).count()).toBe(1);
  expect(await page.getByRole("columnheader").count()).toBe(5);
  for (const client of clients) client[Symbol.dispose]();
});

const AXE = readFileSync(Bun.resolveSync("axe-core/axe.min.js", import.meta.dir), "utf8");
const WIDTHS = [360, 1280, 1920];

/** What axe finds, as text. @param rules all if none are named */
async function barriers(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  const options = {
    resultTypes: ["violations"],
    ...(rules.length > 0 ? { runOnly: { type: "rule", values: rules } } : {}),
  };
  const run = `axe.run(${JSON.stringify(options)})`;
  const { violations } = (await page.evaluate(run)) as axe.AxeResults;
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`,
  );
}

/** Text colours that are hard to read on the ground of the theme. */
const FAINT = { light: "#ccc", dark: "#444" } as const;

browserTest("axe finds faults that were made, in both themes", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  await using open = await OpenPage.open(browser, url);
  await open.page.evaluate(AXE);
  await open.page.evaluate(`document.querySelector("h2").append(document.createElement("button"))`);
  for (const colorScheme of ["light", "dark"] as const) {
    await open.page.emulateMedia({ colorScheme });
    await open.page.evaluate(`document.querySelector("h1").style.color = "${FAINT[colorScheme]}"`);
    expect((await barriers(open.page)).join("\n")).toContain("button-name");
    expect((await barriers(open.page, ["color-contrast"])).join("\n")).toContain("color-contrast");
  }
});

/**
 * Every view has all of axe in English, its contrast in the dark, and its names in Indonesian. Widths change the
 * layout of the sessions and of a picked one, so those have all of axe at each width. Overflow depends on everything.
 */
const VIEWS = {
  empty: { light: [1280], dark: [1280] },
  sessions: { light: WIDTHS, dark: [360, 1280] },
  "bare LF": { light: [1280], dark: [1280] },
  "hostile bytes": { light: WIDTHS, dark: [360, 1280] },
  presentation: { light: WIDTHS, dark: [1280] },
  "no match, paused": { light: [360], dark: [360] },
} as const;

for (const language of LANGUAGES) {
  browserTest(`axe finds nothing in any view, and nothing overflows: ${language}`, async () => {
    const [server, url] = await startMonitored();
    await using _ = server;
    await using open = await OpenPage.open(browser, url, { hash: `#lang=${language}` });
    const { page } = open;
    await page.evaluate(AXE);
    const lookAround = async (view: keyof typeof VIEWS) => {
      const expectNone = async (width: number, theme: string, rules: readonly string[] = []) =>
        expect({ view, width, theme, barriers: await barriers(page, rules) }).toMatchObject({ barriers: [] });
      const isAt = (widths: readonly number[], width: number) => language === "en" && widths.includes(width);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        expect({ view, width, overflow }).toEqual({ view, width, overflow: 0 });
        if (isAt(VIEWS[view].light, width)) await expectNone(width, "light");
        if (!isAt(VIEWS[view].dark, width)) continue;
        await page.emulateMedia({ colorScheme: "dark" });
        await expectNone(width, "dark", ["color-contrast"]);
        await page.emulateMedia({ colorScheme: "light" });
      }
      if (language !== "en") await expectNone(1920, "light");
    };
    await lookAround("empty");
    const clients = await makeSessions(server.port);
    const rows = page.locator("tbody tr");
    await rows.nth(3).waitFor();
    await lookAround("sessions");
    for (const [row, view] of [
      [2, "bare LF"],
      [1, "hostile bytes"],
    ] as const) {
      await rows.nth(row).click();
      await page.locator(".step").first().waitFor();
      await lookAround(view);
      if (view === "hostile bytes") {
        await page.keyboard.press("p");
        await page.locator(".present .step").first().waitFor();
        await lookAround("presentation");
        await page.keyboard.press("p");
      }
      await page.locator(".pane .close").click();
    }
    await page.getByRole("searchbox").fill("nothing like it");
    await page.locator(".sessions .empty-list").waitFor();
    await page.locator(".pause").last().click();
    await lookAround("no match, paused");
    for (const client of clients) client[Symbol.dispose]();
    expect(open.complaints).toEqual([]);
  });
}

browserTest("the field of the search stays in view while the list below it shrinks", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  const crowd = await Promise.all(Array.from({ length: 60 }, () => RawClient.dial(server.port)));
  using wrong = await RawClient.dial(server.port);
  wrong.send("TIME\n");
  await wrong.waitForBytes(14);
  await using open = await OpenPage.open(browser, url, { viewport: { width: 390, height: 500 } });
  const { page } = open;
  await page.locator("tbody tr").nth(60).waitFor();
  const field = page.getByRole("searchbox");
  for (const words of ["bare LF", "nothing like it", "LF saja"]) {
    await field.fill(words);
    await until(
      5,
      async () => (await page.locator("tbody tr").count()) <= 1,
      () => "the sessions that match",
    );
    expect((await field.boundingBox())?.y).toBeWithin(0, 500);
  }
  for (const client of crowd) client[Symbol.dispose]();
});

browserTest("on paper the page is light, its lists are whole, and there is nothing to press", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  const crowd = await Promise.all(Array.from({ length: 60 }, () => RawClient.dial(server.port)));
  await using open = await OpenPage.open(browser, url, { colorScheme: "dark" });
  const { page } = open;
  await page.locator("tbody tr").nth(59).waitFor();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")).toBe(
    "rgb(255, 255, 255)",
  );
  expect(
    await page.evaluate(
      "(list => list.scrollHeight - list.clientHeight)(document.querySelector('.sessions .scroll'))",
    ),
  ).toBe(0);
  for (const name of ["Pause", "Light", "Copy the command for nc"])
    expect(await page.getByRole("button", { name, exact: true }).count()).toBe(0);
  await page.emulateMedia({ media: "screen" });
  for (const client of crowd) client[Symbol.dispose]();
});

test("the dark palette of the system and the chosen one are the same", () => {
  const css = readFileSync(new URL("../../../src/monitor/page/style/themes.css", import.meta.url), "utf8");
  const palettes = [...css.matchAll(/color-scheme: dark;([^}]*)\}/g)].map(([, colors = ""]) =>
    colors.replace(/\s+/g, ""),
  );
  expect(palettes).toHaveLength(2);
  expect(palettes[0]).toBe(palettes[1] as string);
});
