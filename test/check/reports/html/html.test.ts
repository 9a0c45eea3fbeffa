import { expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { CASE_IDS } from "../../../../src/check/cases/registry.ts";
import { gradeText } from "../../../../src/check/reports/facts.ts";
import { htmlReport } from "../../../../src/check/reports/html/html.ts";
import { THEMES } from "../../../../src/check/reports/html/style.ts";
import type { CheckResult } from "../../../../src/check/result.ts";
import { textsOf } from "../../../../src/check/texts/index.ts";
import { LANGUAGES } from "../../../../src/language.ts";
import { hasChromium, startBrowser } from "../../../end-to-end/support/browser.ts";
import { ALL, CRASHED, HOSTILE, REFUSED, RIGHT, TYPICAL } from "../fixtures.ts";

/** In the browser: texts of some words that have no room for two of them beside each other. */
const SQUEEZED = `[...document.querySelectorAll("dd, dt, p, h2, h3, h4, small, .name span")]
  .filter((text) => text.getClientRects().length > 0 && text.textContent.trim().length > 12)
  .filter((text) => text.getBoundingClientRect().width < 70)
  .map((text) => text.textContent)`;

const AXE = readFileSync(Bun.resolveSync("axe-core/axe.min.js", import.meta.dir), "utf8");

const english = (result: CheckResult) => htmlReport(result, textsOf("en"), "en");

/** Elements by a parser: whatever a browser would do with the page, it does with these. */
async function elementsOf(page: string) {
  const elements: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] = [];
  const rewriter = new HTMLRewriter().on("*", {
    element: ({ tagName, attributes }) => {
      elements.push({ name: tagName, attributes: Object.fromEntries(attributes) });
    },
  });
  await rewriter.transform(new Response(page)).text();
  return elements;
}

test("the page runs nothing and asks nothing of any other place, whatever a server sent", async () => {
  for (const language of LANGUAGES) {
    for (const result of Object.values(ALL)) {
      const page = htmlReport(result, textsOf(language), language);
      const elements = await elementsOf(page);
      const names = new Set(elements.map(({ name }) => name));
      for (const name of ["script", "img", "iframe", "object", "embed", "form", "b", "base"]) {
        expect(names).not.toContain(name);
      }
      const all = elements.flatMap(({ attributes }) => Object.entries(attributes));
      expect(all.filter(([name]) => name.startsWith("on"))).toEqual([]);
      const places = all.filter(([name]) => /^(src|href|srcset|action|data|poster|xlink:href)$/.test(name));
      expect(places.filter(([, value]) => !/^(#[a-z0-9-]+|data:,)$/.test(value))).toEqual([]);
      expect(page.replaceAll("xml:space", "")).not.toMatch(/url\(|@import|https?:/);
      expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:;`);
      expect(page).toStartWith(`<!doctype html>\n<html lang="${language}">`);
      expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
    }
  }
});

test("each failed case is a card with its time line as a picture that can also be read out", async () => {
  const page = english(TYPICAL);
  const elements = await elementsOf(page);
  const cards = elements.filter(({ name }) => name === "article").map(({ attributes }) => attributes["id"]);
  expect(cards).toHaveLength(12);
  expect(elements.filter(({ name }) => name === "svg")).toHaveLength(12);
  expect(new Set(cards).size).toBe(12);
  expect(page).toContain("<title>Time line: split-word</title>");
  expect(page).toContain("  150 ms → 4d 45 0d 0a         ME␍␊");
  expect(page).toContain('ME<tspan class="name" dx="3">CR</tspan><tspan class="name" dx="3">LF</tspan>');
  expect(page).toContain("6 cases, one cause");
  expect(page).toContain("Collect what each read brings in a buffer");
});

test("tags are closed in their order, and ids are single", async () => {
  const voids = new Set(["meta", "link", "br"]);
  for (const result of Object.values(ALL)) {
    const page = english(result).replace("<!doctype html>", "");
    const open: string[] = [];
    for (const [, end, name = "", selfClosed] of page.matchAll(
      /<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*?)?(\/?)>/g,
    )) {
      if (end === "/") expect(open.pop()).toBe(name);
      else if (selfClosed !== "/" && !voids.has(name)) open.push(name);
    }
    expect(open).toEqual([]);
    const ids = (await elementsOf(page)).flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test("what passed is folded, what was not tried has its reason, a crash its traceback", () => {
  expect(english(RIGHT)).toContain(
    `<details><summary><h2 class="minor">${CASE_IDS.length} passed</h2></summary>`,
  );
  expect(english(REFUSED)).toContain("This case builds on <code>connect</code>, which did not pass.");
  expect(english(CRASHED)).toContain("UnicodeDecodeError: invalid start byte</pre>");
  expect(english(TYPICAL)).toContain("EMFILE: the judge has no more file descriptors");
  expect(english(HOSTILE)).toContain("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;");
});

test.skipIf(Bun.which("chromium") === null)(
  "a browser shows the page without a complaint (chromium)",
  async () => {
    const asking =
      "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><img src=x>";
    expect(await complaintsOf(asking)).toContain("Content Security Policy");
    for (const result of [RIGHT, TYPICAL, HOSTILE]) expect(await complaintsOf(english(result))).toBe("");
  },
  60_000,
);

/** What a browser writes to its console; a request would be one, since the page forbids itself all of them. */
async function complaintsOf(page: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "jam-html-"));
  const file = join(folder, "report.html");
  writeFileSync(file, page);
  const quiet = ["background-networking", "component-update", "gpu", "quic", "sync"].map(
    (it) => `--disable-${it}`,
  );
  const browser = Bun.spawn(
    [
      ...[
        "chromium",
        "--headless",
        "--no-sandbox",
        "--no-first-run",
        ...quiet,
        `--user-data-dir=${folder}/profile`,
      ],
      ...["--enable-logging=stderr", "--dump-dom", `file://${file}`],
    ],
    { stdout: "pipe", stderr: "pipe" },
  );
  const [dom, log] = await Promise.all([
    new Response(browser.stdout).text(),
    new Response(browser.stderr).text(),
  ]);
  await browser.exited;
  rmSync(folder, { recursive: true, force: true });
  expect(dom).toContain("</html>");
  return log
    .split("\n")
    .filter((line) => line.includes("CONSOLE"))
    .join("\n");
}

test.skipIf(!hasChromium)(
  "no text is squeezed and nothing scrolls sideways, from a phone to a wide screen (chromium)",
  async () => {
    await using browser = await startBrowser();
    await using context = await browser.newContext();
    const page = await context.newPage();
    for (const language of LANGUAGES) {
      for (const width of [360, 768, 1000, 1280, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        await page.setContent(htmlReport(TYPICAL, textsOf(language), language));
        const squeezed = await page.evaluate(SQUEEZED);
        const scrolls = await page.evaluate(
          "document.documentElement.scrollWidth > document.documentElement.clientWidth",
        );
        expect({ language, width, squeezed, scrolls }).toEqual({
          language,
          width,
          squeezed: [],
          scrolls: false,
        });
      }
    }
  },
  60_000,
);

test.skipIf(!hasChromium)(
  "axe finds nothing in it, nothing to copy is clipped, and on paper it is light and keeps its bars (chromium)",
  async () => {
    await using browser = await startBrowser();
    await using context = await browser.newContext({ colorScheme: "dark" });
    const page = await context.newPage();
    await page.setViewportSize({ width: 360, height: 900 });
    for (const result of [RIGHT, TYPICAL, HOSTILE]) {
      await page.setContent(english(result));
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      await page.evaluate(AXE);
      const { violations } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as AxeResults;
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
      const clipped =
        "[...document.querySelectorAll('pre, code')].filter((text) => text.scrollWidth > text.clientWidth + 1 && getComputedStyle(text).display !== 'inline').length";
      expect(await page.evaluate(clipped)).toBe(0);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    }
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    expect(await page.evaluate("getComputedStyle(document.querySelector('.bar')).printColorAdjust")).toBe(
      "exact",
    );
  },
  60_000,
);

test("a profile in which nothing passed has an empty bar", () => {
  const [first, ...others] = TYPICAL.profiles;
  if (first === undefined) throw new Error("there are four");
  const page = english({ ...TYPICAL, profiles: [{ ...first, passes: false, mustPassed: 0 }, ...others] });
  expect(page).toContain('<div class="bar bad"></div>');
  expect(page).not.toContain("background:var(--bad)");
});

test("the page names the student, the server by its command or its address, and numbers in its language", () => {
  const titled = { ...TYPICAL, title: "Siti <b>Nurhaliza</b>" };
  const page = htmlReport(titled, textsOf("id"), "id");
  expect(page).toContain(
    '<p class="owner">Siti &lt;b&gt;Nurhaliza&lt;/b&gt;</p><p class="target">python3 server_thread.py</p>',
  );
  expect(page).toContain(
    "<title>Siti &lt;b&gt;Nurhaliza&lt;/b&gt; · Uji kesesuaian: python3 server_thread.py</title>",
  );
  expect(english(REFUSED)).toContain('<p class="target">[::1]:45000</p>');
  expect(page).toContain(`<strong>${gradeText(TYPICAL.grade, "id")}</strong>`);
  expect(page).toContain("14,2 detik");
  expect(page.replace(/<style>.*?<\/style>|<svg.*?<\/svg>|<pre.*?<\/pre>/gs, "")).not.toMatch(
    /\d\.\d+ (ms|detik|MiB|%)/,
  );
});

test("texts have the contrast that WCAG asks for, in light and dark", () => {
  for (const theme of Object.values(THEMES)) {
    for (const ground of [theme.paper, theme.card, theme.sunk]) {
      for (const text of [
        theme.ink,
        theme.soft,
        theme.good,
        theme.bad,
        theme.warn,
        theme.client,
        theme.server,
      ]) {
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
});

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
