/** The class page in a real browser: what it shows, what a cell opens, and how it looks on a phone and on paper. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import type { Graded } from "../../../../src/grade/outcome.ts";
import { resultTextsOf } from "../../../../src/grade/results/texts/index.ts";
import { writeResults } from "../../../../src/grade/results/write-results.ts";
import { LANGUAGES, type Language } from "../../../../src/language.ts";
import { HOSTILE, HOSTILE_TEXT, TYPICAL } from "../../../check/reports/fixtures.ts";
import { hasChromium, startBrowser } from "../../../end-to-end/support/browser.ts";
import { needs } from "../../../end-to-end/support/needs.ts";
import { graded, judged, sampleClass, WITHOUT_GRADE } from "../sample-class.ts";

const browserTest = needs("chromium", "chromium");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const folder = mkdtempSync(join(tmpdir(), "jam-class-page-"));
let browser: Browser;

beforeAll(async () => {
  for (const language of LANGUAGES) {
    // axe looks at every cell.
    const small = { title: "TUGAS 2", language, isAnonymous: false };
    await writeResults(join(folder, `small-${language}`), sampleClass(32), small);
    await writeResults(join(folder, language), sampleClass(113), {
      title: "TUGAS 2",
      language,
      isAnonymous: false,
    });
  }
  if (hasChromium) browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Look {
  readonly language?: Language;
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
  /** axe comes in past the page's policy. */
  readonly isExamined?: boolean;
}

/** A page that complains of nothing, and asks for no other file. */
async function opened(name: string, look: Look = {}) {
  const { width = 1280, colorScheme = "light", isExamined = false } = look;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    bypassCSP: isExamined,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  const file = pathToFileURL(join(folder, name, "class.html")).href;
  page.on("request", (request) => {
    if (!request.url().startsWith(file) && request.url() !== "data:,")
      complaints.push(`requested ${request.url()}`);
  });
  await page.goto(file);
  await page.locator("html.scripted").waitFor();
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

const columnOf = async (page: Page, id: string) =>
  Number(await page.evaluate(`document.querySelector('th[data-case="${id}"]').cellIndex`));
const shownRows = (page: Page) => page.locator("#verdicts tbody tr:not([hidden])");

test("the page of 113 students is under 1 MB", () => {
  for (const language of LANGUAGES)
    expect(statSync(join(folder, language, "class.html")).size).toBeLessThan(1_000_000);
});

test("every verdict is in the page without its script, and each state with its reason and what to do", () => {
  const page = readFileSync(join(folder, "en/class.html"), "utf8");
  expect(page.match(/<tr data-student=/g)?.length).toBe(106);
  expect(page.includes('<td class="f">✕')).toBe(true);
  const { states } = resultTextsOf("en");
  const missing = WITHOUT_GRADE.filter(({ state }) => !page.includes(`<h3>${states[state]} `));
  expect(missing).toEqual([]);
  expect(page.includes("This is not evidence of copying")).toBe(true);
  expect(readFileSync(join(folder, "id/class.html"), "utf8").includes("Ini bukan bukti penyalinan")).toBe(
    true,
  );
});

browserTest(
  "a cell opens what was sent, what came and when; Escape closes it, and the cell has the focus",
  async () => {
    await using open = await opened("en");
    const { page } = open;
    const row = page.locator("#verdicts tr", { hasText: "5025211002" });
    const at = await columnOf(page, "split-word");
    await row.locator(`> :nth-child(${at + 1})`).click();
    const dialog = page.locator("dialog");
    expect(await dialog.locator("h2").textContent()).toBe("split-word");
    const text = (await dialog.textContent()) ?? "";
    for (const part of [
      "Budi Santoso · 5025211002",
      "✕ fail",
      "1 reply with the time was expected, and none came.",
    ])
      expect(text).toContain(part);
    const lines = await dialog.locator(".time-line li").allTextContents();
    expect(lines[0]).toMatch(/ms→TI54 49$/);
    expect(lines[1]).toMatch(/ms→MECRLF4d 45 0d 0a$/);
    expect(await dialog.locator("a").getAttribute("href")).toBe("feedback/5025211002.html#split-word");
    await page.keyboard.press("Escape");
    expect(await dialog.isVisible()).toBe(false);
    expect(open.complaints).toEqual([]);
  },
);

browserTest("a passed cell has its evidence too, and arrow keys reach every cell", async () => {
  await using open = await opened("en");
  const { page } = open;
  await page.locator('#verdicts tbody td[tabindex="0"]').focus();
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"])
    await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  const dialog = page.locator("dialog");
  expect(await dialog.locator("h2").textContent()).toBe("time-reply");
  expect(await dialog.locator(".time-line").textContent()).toContain("JAM 10:21:00CRLF");
  expect(open.complaints).toEqual([]);
});

browserTest("headings sort, by number and by verdict", async () => {
  await using open = await opened("en");
  const { page } = open;
  const grades = async () => (await page.locator("#verdicts td.g").allTextContents()).map(Number);
  await page.locator("th.grade-head button").click();
  const up = await grades();
  expect(up).toEqual(up.toSorted((one, other) => one - other));
  await page.locator("th.grade-head button").click();
  expect(await grades()).toEqual(up.toReversed());
  await page.locator('th[data-case="bare-lf"] button').click();
  const head = page.locator('th[data-case="bare-lf"]');
  expect(await head.getAttribute("aria-sort")).toBe("ascending");
  const at = await columnOf(page, "bare-lf");
  const signs = await page.locator(`#verdicts tbody tr > :nth-child(${at + 1})`).allTextContents();
  expect(signs.join("")).toMatch(/^✕{54}✓{52}$/);
});

browserTest("rows are found by name and id, by a mark, and by a case that fails", async () => {
  await using open = await opened("en");
  const { page } = open;
  await page.locator("#search").fill("siti 5025211001");
  expect(await shownRows(page).count()).toBe(1);
  await page.locator("#search").fill("");
  await page.locator("#mark").selectOption("port");
  expect(await shownRows(page).count()).toBe(
    await page.locator("tbody .mark", { hasText: "port 45001" }).count(),
  );
  await page.locator("#mark").selectOption("late");
  const late = await shownRows(page).count();
  expect(await page.locator("#count").textContent()).toBe(`${late} / 106`);
  await page.locator('#mistakes a[data-case="split-word"]').first().click();
  expect(await page.locator("#case").inputValue()).toBe("split-word");
  expect(await page.locator("#count").textContent()).toBe("62 / 106");
  expect(open.complaints).toEqual([]);
});

browserTest("a group is named with its cases, and its students lead to their reports", async () => {
  await using open = await opened("en");
  const group = open.page.locator("#groups li.box").first();
  expect(await group.locator("h3").textContent()).toBe("48 fail exactly these cases");
  expect(await group.locator(".members a").count()).toBe(48);
  expect(await group.locator(".members a").first().getAttribute("href")).toBe("feedback/5025211002.html");
});

for (const look of [
  { language: "en", width: 1280, colorScheme: "light" },
  { language: "id", width: 1280, colorScheme: "dark" },
  { language: "id", width: 360, colorScheme: "light" },
  { language: "en", width: 360, colorScheme: "dark" },
] as const)
  browserTest(
    `axe finds nothing, and nothing scrolls sideways, open or closed: ${look.language}, ${look.colorScheme}, ${look.width} px`,
    async () => {
      await using open = await opened(`small-${look.language}`, { ...look, isExamined: true });
      const { page } = open;
      await page.addScriptTag({ path: AXE });
      const examine = async () => ({
        violations: await page.evaluate(
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))",
        ),
        scrolls: await page.evaluate(
          "document.documentElement.scrollWidth > document.documentElement.clientWidth",
        ),
      });
      expect(await examine()).toEqual({ violations: [], scrolls: false });
      await page.locator("#verdicts td.f").first().click();
      expect(await examine()).toEqual({ violations: [], scrolls: false });
    },
    60_000,
  );

browserTest(
  "on paper, from a dark screen too, it is dark on white, and the whole table is there",
  async () => {
    await using open = await opened("en", { colorScheme: "dark" });
    const { page } = open;
    await page.emulateMedia({ media: "print" });
    const look = await page.evaluate(
      `({ ink: getComputedStyle(document.querySelector("td.g")).color, paper: getComputedStyle(document.body).backgroundColor,
      filter: getComputedStyle(document.querySelector(".filter")).display, hidden: document.querySelector(".wide").scrollHeight - document.querySelector(".wide").clientHeight })`,
    );
    expect(look).toEqual({ ink: "rgb(29, 32, 36)", paper: "rgb(255, 255, 255)", filter: "none", hidden: 0 });
  },
);

browserTest("what students and servers wrote is text, and runs nothing", async () => {
  const markup = `</script><script>alert(1)</script><img src=x onerror=alert(2)>${HOSTILE_TEXT}`;
  const hostile: readonly Graded[] = [
    graded(`${markup}1`, judged({ ...HOSTILE, title: markup }), { name: markup, source: markup }),
    graded("2", judged(TYPICAL), { name: markup, isLate: true }),
    graded("3", { state: "did-not-build", command: [markup], output: markup }, { source: markup }),
    graded("4", { state: "cannot-read", why: { why: "escapes", file: markup, entry: markup } }),
    graded("5", { state: "undecided", why: { kind: "same-id", sources: [markup, markup] } }),
    graded("6", { state: "judge-error", message: markup }),
  ];
  await writeResults(join(folder, "hostile"), hostile, { title: markup, language: "en", isAnonymous: false });
  await using open = await opened("hostile");
  const { page } = open;
  for (const index of [0, 5, 20]) {
    await page.locator("#verdicts td.f").nth(index).click();
    await page.keyboard.press("Escape");
  }
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.locator("script").count()).toBe(2);
  expect(open.complaints).toEqual([]);
});
