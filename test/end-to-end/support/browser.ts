/** A real browser that opens the monitor's page, and collects everything the page must not do. */
import { type Browser, chromium, type Page, type ViewportSize } from "playwright-core";
import { JamServer } from "./jam-server.ts";

export const hasChromium = Bun.which("chromium") !== null;

export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: Bun.which("chromium") ?? "chromium",
    // Its sandbox does not start as root; the pages are ours.
    args: ["--no-sandbox"],
  });
}

/** A server with a monitor on a free port. @returns it and the URL of its page */
export async function startMonitored(flags: readonly string[] = []): Promise<readonly [JamServer, string]> {
  const server = await JamServer.start([
    ...["--monitor", "127.0.0.1:0", "--record", "1000", "--threads", "2", "--zone", "Asia/Jakarta"],
    ...flags,
  ]);
  const { url } = await server.waitFor(({ event }) => event === "monitor-listening");
  return [server, url];
}

interface Opening {
  readonly hash?: string;
  readonly viewport?: ViewportSize;
  readonly colorScheme?: "light" | "dark";
  readonly locale?: string;
}

/** Pages of tests that have ended: a new page costs half a second, one that is used again nothing. */
const idlePages = new WeakMap<Browser, Page[]>();

/** To be declared with `await using`. */
export class OpenPage implements AsyncDisposable {
  readonly page: Page;
  /** Console lines, uncaught errors, dialogs and requests to another host. */
  readonly complaints: string[] = [];
  readonly #reuse: Page[] | undefined;

  /** @param reuse takes the page at the end; without it the page is closed */
  private constructor(page: Page, url: string, reuse: Page[] | undefined) {
    this.page = page;
    this.#reuse = reuse;
    page.on("console", (message) => this.complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      const target = request.url();
      const isOurs = target.startsWith(url) || target.startsWith("data:") || target === "about:blank";
      if (!isOurs) this.complaints.push(`requested ${target}`);
    });
  }

  /** Resolves when the page shows the server's clock. */
  static async open(browser: Browser, url: string, opening: Opening = {}): Promise<OpenPage> {
    const { hash = "", viewport = { width: 1280, height: 900 }, colorScheme = "light", locale } = opening;
    const idle = idlePages.get(browser) ?? [];
    idlePages.set(browser, idle);
    // A browser's language is set for good when its context is made.
    const page =
      (locale === undefined ? idle.pop() : undefined) ??
      (await (await browser.newContext({ locale: locale ?? "en-GB" })).newPage());
    page.setDefaultTimeout(10_000);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const open = new OpenPage(page, url, locale === undefined ? idle : undefined);
    await page.goto(`${url}${hash}`);
    await page.locator(".clock").waitFor();
    return open;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const event of ["console", "pageerror", "dialog", "request"]) this.page.removeAllListeners(event);
    if (this.#reuse === undefined) return await this.page.context().close();
    await this.page.evaluate("localStorage.clear()");
    await this.page.goto("about:blank"); // it forgets all that the test has done to it
    this.#reuse.push(this.page);
  }
}
