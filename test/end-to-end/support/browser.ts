/** A real browser that opens the monitor's page, and records what the page should not do. */
import { type Browser, chromium, type Page, type ViewportSize } from "playwright-core";
import { JamServer } from "./jam-server.ts";

export const hasChromium = Bun.which("chromium") !== null;

export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: Bun.which("chromium") ?? "chromium",
    // As root Chromium's sandbox does not start; the pages are ours.
    args: ["--no-sandbox"],
  });
}

/** A server with a monitor on a free port. @returns where its page is */
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

/** To be declared with `await using`. */
export class OpenPage implements AsyncDisposable {
  readonly page: Page;
  /** Console lines, uncaught errors, dialogs and requests to another host. */
  readonly complaints: string[] = [];

  private constructor(page: Page, url: string) {
    this.page = page;
    page.on("console", (message) => this.complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      const asked = request.url();
      if (!asked.startsWith(url) && !asked.startsWith("data:")) this.complaints.push(`asked ${asked}`);
    });
  }

  /** Resolves when the page shows the server's clock. */
  static async open(browser: Browser, url: string, opening: Opening = {}): Promise<OpenPage> {
    const {
      hash = "",
      viewport = { width: 1280, height: 900 },
      colorScheme = "light",
      locale = "en-GB",
    } = opening;
    const context = await browser.newContext({ viewport, colorScheme, locale, reducedMotion: "reduce" });
    const open = new OpenPage(await context.newPage(), url);
    open.page.setDefaultTimeout(10_000);
    await open.page.goto(`${url}${hash}`);
    await open.page.locator(".clock").waitFor();
    return open;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
