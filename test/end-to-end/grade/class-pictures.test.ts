/** The pictures of the class page in the documentation. With UPDATE=1 this test makes them. */
import { afterAll, expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeResults } from "../../../src/grade/results/write-results.ts";
import { sampleClass } from "../../grade/results/sample-class.ts";
import { startBrowser } from "../support/browser.ts";
import { needs } from "../support/needs.ts";

const DOCS = join(import.meta.dirname, "../../../docs");
const PICTURES = [
  { name: "class-light.png", width: 1280, height: 1240, colorScheme: "light", opens: false },
  { name: "class-dark.png", width: 1280, height: 1000, colorScheme: "dark", opens: true },
  { name: "class-phone.png", width: 390, height: 844, colorScheme: "light", opens: false },
] as const;
const isUpdate = process.env["UPDATE"] === "1";
const folder = mkdtempSync(join(tmpdir(), "jam-class-pictures-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

needs("chromium", "chromium")(
  "each picture can be made",
  async () => {
    const options = { title: "Network Programming C: TUGAS 2", language: "en", isAnonymous: false } as const;
    await writeResults(folder, sampleClass(isUpdate ? 113 : 24), options);
    await using browser = await startBrowser();
    for (const { name, width, height, colorScheme, opens } of PICTURES) {
      await using context = await browser.newContext({ viewport: { width, height }, colorScheme });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, "class.html")).href);
      if (opens) await page.locator("#verdicts td.f").nth(6).click();
      else if (width < 500) await page.evaluate('document.querySelector("#table").scrollIntoView()');
      const picture = await page.screenshot(isUpdate ? { path: join(DOCS, name) } : {});
      expect(picture.length).toBeGreaterThan(10_000);
    }
  },
  60_000,
);

test("the documentation has them", () => {
  expect(PICTURES.filter(({ name }) => !existsSync(join(DOCS, name)))).toEqual([]);
});
