/** A class of twenty at work for two minutes: every wrong one is found on the page, with what to change. */
import { afterAll, beforeAll, expect } from "bun:test";
import { createConnection } from "node:net";
import type { Browser } from "playwright-core";
import { hasChromium, OpenPage, startBrowser } from "../support/browser.ts";
import { JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";

const SECONDS = 120;
const STUDENTS = 20;
/** Sessions of the class after its last mistake. */
const LATER = 2_000;
const RIGHT = "TIME\r\nQUIT\r\n";

interface Mistake {
  /** In Latin-1. */
  readonly sends: string;
  /** What the page is searched for. */
  readonly words: string;
  /** What the session says happened, and a part of the line as it is shown. */
  readonly happened: string;
  readonly shown: string;
  /** The server sends nothing for it. */
  readonly isSilent?: true;
}

const MISTAKES: readonly Mistake[] = [
  { sends: "TIME\n", words: "LF alone", happened: "A line ended with a bare LF.", shown: "TIMELF" },
  { sends: "time\r\n", words: "not in capitals", happened: "A line was not in capitals.", shown: "timeCRLF" },
  {
    sends: "\xff\xfb\x1fTIME\r\n",
    words: "perintah telnet",
    happened: "A line contained telnet commands.",
    shown: "\\xff\\xfb\\x1fTIME",
  },
  {
    sends: "\xef\xbb\xbfTIME\r\n",
    words: "byte-order mark",
    happened: "A line started with a byte-order mark.",
    shown: "TIMECRLF",
  },
  {
    sends: "T".repeat(1_500),
    words: "baris terlalu panjang",
    happened: "A line was too long.",
    shown: "TTTT",
  },
  {
    sends: "TIME",
    words: "no line end",
    happened: "The last line has no end.",
    shown: "TIME",
    isSilent: true,
  },
];

const browserTest = needs("chromium", "chromium");
let browser: Browser;

beforeAll(async () => {
  if (hasChromium) browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** One session from an address of its own; resolves when it has ended. */
function session(port: number, student: number, sends: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = createConnection({ port, host: "127.0.0.1", localAddress: `127.0.1.${student + 1}` });
  socket.on("connect", () => socket.end(Buffer.from(sends, "latin1")));
  socket.on("data", () => {});
  socket.on("error", () => {});
  socket.on("close", () => resolve());
  return promise;
}

browserTest(
  "every wrong one of twenty students is found by its words, after two minutes and 2,000 right sessions more",
  async () => {
    await using server = await JamServer.start(["--monitor", "127.0.0.1:0", "--threads", "2"]);
    const { url } = await server.waitFor(({ event }) => event === "monitor-listening");
    await using open = await OpenPage.open(browser, url);
    const { page } = open;
    const until = performance.now() + SECONDS * 1000;
    const study = async (student: number) => {
      for (let tries = 0; tries === 0 || performance.now() < until; tries++) {
        await session(server.port, student, MISTAKES[student]?.sends ?? RIGHT);
        await Bun.sleep(1_000 + 50 * student);
      }
    };
    await Promise.all(Array.from({ length: STUDENTS }, (_, student) => study(student)));
    for (let later = 0; later < LATER; later += STUDENTS)
      await Promise.all(
        Array.from({ length: STUDENTS }, (_, student) =>
          session(server.port, student < MISTAKES.length ? STUDENTS : student, RIGHT),
        ),
      );
    await page.locator(".client-row").nth(STUDENTS).waitFor();
    for (const [student, { words, happened, shown, isSilent }] of MISTAKES.entries()) {
      await page.getByRole("searchbox").fill(words);
      await page
        .locator("tbody tr", { hasText: `127.0.1.${student + 1}:` })
        .first()
        .click();
      const pane = page.locator(".pane");
      await pane.locator(".callout.bad h3", { hasText: happened }).waitFor();
      expect(await pane.locator(".step.client .line").first().textContent()).toContain(shown);
      if (isSilent) expect(await pane.locator(".step.server .line").count()).toBe(0);
      else expect(await pane.locator(".step.server .line").first().textContent()).toStartWith("ERROR ");
      expect(await pane.locator(".callout.plain .commands code").count()).toBe(2);
      await page.keyboard.press("Escape");
    }
    expect(open.complaints).toEqual([]);
  },
  240_000,
);
