/** The page of a real server in a real browser: what it shows of clients, live. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { createConnection } from "node:net";
import type { Browser, Page } from "playwright-core";
import { hasChromium, OpenPage, startBrowser, startMonitored } from "../support/browser.ts";
import type { JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const browserTest = needs("chromium", "chromium");
/** Tests that mostly wait, for seconds of the page's own: they wait together. */
const waitingTest = needs("chromium", "chromium", test.concurrent);
let browser: Browser;

beforeAll(async () => {
  if (hasChromium) browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** Sends each chunk, then waits until this many bytes have been received in total. */
async function converse(
  port: number,
  ...chunks: readonly (readonly [string | Buffer, number])[]
): Promise<RawClient> {
  const client = await RawClient.dial(port);
  for (const [chunk, received] of chunks) {
    client.send(chunk);
    await client.waitForBytes(received);
  }
  return client;
}

describe("one page of one server", () => {
  let server: JamServer;
  let open: OpenPage;
  let page: Page;

  beforeAll(async () => {
    if (!hasChromium) return;
    const [started, url] = await startMonitored();
    server = started;
    open = await OpenPage.open(browser, url);
    page = open.page;
  });

  afterAll(async () => {
    await open?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  afterEach(async () => {
    await page?.evaluate("location.hash = ''"); // no session picked, no search, no order
    expect(open?.complaints ?? []).toEqual([]);
  });

  const rowOf = (client: RawClient) => page.locator("tbody tr", { hasText: `:${client.localPort}` });

  browserTest("a server without sessions shows a command, and the command works", async () => {
    expect(await page.locator(".faults").textContent()).toContain("No faults.");
    const command = (await page.locator(".sessions .commands code").first().textContent()) ?? "";
    expect(command).toEndWith(`| nc 127.0.0.1 ${server.port}`);
    const { stdout } = await runProgram(["sh", "-c", command], { seconds: 10 });
    expect(stdout).toMatch(/^JAM \d\d:\d\d:\d\d\r\n$/);
    await page.locator("tbody tr", { hasText: "QUIT" }).waitFor(); // a row comes before its session has ended
  });

  browserTest("the clock shows what the server replies, with its zone", async () => {
    await until(
      5,
      async () => {
        using client = await converse(server.port, ["TIME\r\n", 14]);
        return client.text === `${await page.locator(".clock").textContent()}\r\n`;
      },
      () => "the same time on the page and over the wire",
    );
    expect(await page.locator(".facts").textContent()).toContain("Asia/Jakarta");
  });

  browserTest("a session that sends TIME LF explains what went wrong", async () => {
    using client = await converse(server.port, ["TIME\n", 39]);
    await rowOf(client).click();
    const pane = page.locator(".pane");
    await pane.locator(".callout.bad").waitFor();
    expect(await pane.locator(".callout.bad").textContent()).toContain("A line ended with a bare LF.");
    expect(await pane.locator(".callout.bad").textContent()).toContain(
      "netcat sends that when you press Enter",
    );
    const [request, reply] = await pane.locator(".step").all();
    expect(await request?.locator(".line").textContent()).toBe("TIMELF");
    expect(await request?.locator(".hex").textContent()).toContain("54 49 4d 45 0a");
    expect(await request?.locator(".note").textContent()).toContain(
      "Use OpenBSD's nc -C, ncat -C or printf 'TIME\\r\\n'.",
    );
    expect(await reply?.locator(".line").textContent()).toBe("ERROR end the line with CR LF (13 10)CRLF");
    expect(page.url()).toMatch(/#session=\d+\.\d+&start=\d+$/);
  });

  browserTest(
    "a request in two chunks and two in one chunk are shown as they came, while the session is open",
    async () => {
      // Nothing answers the first piece, so it is on the page before the second goes.
      using client = await converse(server.port, ["TI", 0]);
      await rowOf(client).click();
      const steps = page.locator(".step");
      await steps.first().waitFor();
      expect(await steps.first().textContent()).toContain("No LF yet");
      client.send("ME\r\nTIME\r\n");
      await client.waitForBytes(28);
      client.send("QUIT\r\n");
      await client.waitForEnd();
      await page.locator(".why-ended", { hasText: "The client sent QUIT" }).waitFor();
      expect(await page.locator(".line.goes-on").textContent()).toBe("TI");
      expect(await page.locator(".line.continues").textContent()).toBe("MECRLF");
      expect(await steps.nth(1).textContent()).toContain("2 lines in one chunk");
      expect(await page.locator(".callout.good").textContent()).toContain("Every line was correct");
    },
  );

  browserTest("hostile bytes are text", async () => {
    const hostile =
      '<script>alert(1)</script><img src=x onerror=alert(2)>"&\u202e\u0007\u001b[31m\u0301 \r\n';
    using client = await converse(server.port, [hostile, 23]);
    await rowOf(client).click();
    await page.locator(".step .line").first().waitFor();
    expect(await page.locator(".step .line").first().textContent()).toBe(
      '<script>alert(1)</script><img src=x onerror=alert(2)>"&\\u202e\\x07\\x1b[31m\\u0301␣CRLF',
    );
    expect(await page.locator("#page script, #page img").count()).toBe(0);
    expect(await page.locator("#page").textContent()).not.toMatch(/\p{Cc}|\p{Cf}|\p{M}/u);
  });

  browserTest("faults are listed as they occur, and each opens its session", async () => {
    using browserLike = await converse(server.port, ["GET / HTTP/1.1\r\n\r\n", 39]);
    using wrong = await converse(server.port, ["HELLO\r\n", 23]);
    const faultOf = (client: RawClient) => page.locator(".faults ol li", { hasText: `:${client.localPort}` });
    expect(await faultOf(wrong).textContent()).toContain("unknown request");
    expect(await faultOf(browserLike).textContent()).toContain("HTTP");
    await faultOf(browserLike).getByRole("button").click();
    await page.locator(".callout.bad", { hasText: "The client spoke HTTP" }).waitFor();
  });

  browserTest("a long line, a reset and another protocol are shown in red, with what works", async () => {
    const said = async (client: RawClient) => {
      await rowOf(client).click();
      const text = await page.locator(".callout.bad").textContent();
      expect(await page.locator(".callout.plain .commands code").count()).toBe(2);
      expect(await page.locator(".callout.good").count()).toBe(0);
      return text;
    };
    using long = await converse(server.port, ["x".repeat(5000), 21]);
    expect(await said(long)).toContain("A line was too long.");
    expect(await page.locator(".step.server .line").textContent()).toContain("ERROR line too long");
    using reset = await converse(server.port, ["TIME\r\n", 14]);
    reset.reset();
    await page
      .locator("tbody tr", { hasText: `:${reset.localPort}` })
      .locator(".mark.bad")
      .waitFor();
    expect(await said(reset)).toContain("The client reset the connection (RST).");
  });

  browserTest(
    "the board has a row for the client, and the counts of faults filter the sessions",
    async () => {
      using wrong = await converse(server.port, ["TIME\n", 39]);
      await rowOf(wrong).waitFor();
      const client = page.locator(".client-row", { hasText: "127.0.0.1" });
      expect(await client.locator(".verdict").textContent()).toBe("bare LF");
      expect(await client.locator(".dots .dot.wrong").count()).toBeGreaterThan(0);
      const button = page.locator(".kinds button", { hasText: "bare LF" });
      await button.click();
      await until(
        5,
        async () =>
          /bare LF/.test(page.url().replace("+", " ")) &&
          (await page.locator("tbody .number.bad").count()) > 0,
        () => "sessions with a bare LF alone",
      );
      await button.click();
      await client.locator(".newest").focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await page.locator(".pane").waitFor();
    },
  );

  browserTest(
    "a diagram fills the page at P, in letters for the back row, and keys step through it",
    async () => {
      using client = await converse(server.port, ["TIME\n", 39], ["TIME\r\n", 53]);
      await rowOf(client).click();
      await page.locator(".step").nth(3).waitFor();
      await page.setViewportSize({ width: 1920, height: 1080 });
      await page.keyboard.press("p");
      const steps = page.locator(".present .step");
      await steps.nth(3).waitFor();
      const sizes = await page.evaluate(
        "['.line', '.note'].map((name) => parseFloat(getComputedStyle(document.querySelector('.present ' + name)).fontSize))",
      );
      const [wire = 0, notes = 0] = sizes as number[];
      expect(wire).toBeGreaterThanOrEqual(28);
      expect(notes).toBeGreaterThanOrEqual(22);
      expect(await page.locator(".present .hex").first().isVisible()).toBe(false);
      await page.keyboard.press("h");
      expect(await page.locator(".present .hex").first().isVisible()).toBe(true);
      await page.keyboard.press("ArrowLeft");
      await steps.nth(3).waitFor({ state: "detached" });
      await page.keyboard.press("ArrowRight");
      await steps.nth(3).waitFor();
      await page.getByRole("button", { name: "Follow the newest" }).click();
      using newest = await converse(server.port, ["time\r\n", 23]);
      await page.locator(".present h1", { hasText: `:${newest.localPort}` }).waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".pane").waitFor();
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  );

  browserTest("a diagram is saved as SVG and as PNG", async () => {
    using client = await converse(server.port, ["TIME\n", 39]);
    await rowOf(client).click();
    const saved = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name }).click(),
      ]);
      return Buffer.from(await Bun.file(await download.path()).arrayBuffer());
    };
    expect((await saved("Save as SVG")).toString()).toContain("The line ended with a bare LF");
    const png = await saved("Save as PNG");
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(["PNG", 1920]);
  });

  browserTest("a paused page does not change, but its clock runs", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    using client = await converse(server.port, ["TIME\r\n", 14]);
    // Two seconds of the clock are eight updates, none of which may show the session.
    for (let ticks = 0; ticks < 2; ticks++) {
      const clock = (await page.locator(".clock").textContent()) ?? "";
      await page.locator(".clock", { hasNotText: clock }).waitFor();
    }
    expect(await rowOf(client).count()).toBe(0);
    await page.getByRole("button", { name: "Resume" }).click();
    await rowOf(client).waitFor();
  });

  // The last one: a new query opens a new stream.
  browserTest("the server filters and sorts, and the link keeps both", async () => {
    const rows = page.locator("tbody tr");
    using _one = await converse(server.port, ["TIME\r\n", 14]);
    using _many = await converse(server.port, ["TIME\r\n".repeat(9), 126]);
    using wrong = await converse(server.port, ["TIME\n", 39]);
    await rowOf(wrong).waitFor();
    await page.getByRole("button", { name: "Requests" }).click();
    await until(
      5,
      async () => /9/.test((await rows.first().locator(".number").first().textContent()) ?? ""),
      () => "9 first",
    );
    expect(await page.locator("th.requests").getAttribute("aria-sort")).toBe("descending");
    const port = (await rows.first().locator(".port").textContent()) ?? "";
    await page.getByRole("searchbox").fill(port);
    await rows.nth(1).waitFor({ state: "detached" });
    await page.reload();
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    expect(await page.getByRole("searchbox").inputValue()).toBe(port);
    await page.getByRole("searchbox").fill("no such thing");
    await page.getByRole("button", { name: "Show all" }).click();
    await rowOf(wrong).waitFor();
  });
});

browserTest("of very many sessions the newest 200 are shown, and 500 on request", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  await using open = await OpenPage.open(browser, url);
  const sockets = await Promise.all(
    Array.from({ length: 520 }, () => {
      const { promise, resolve } = Promise.withResolvers<ReturnType<typeof createConnection>>();
      const socket = createConnection(server.port, "127.0.0.1", () => resolve(socket));
      return promise;
    }),
  );
  const rows = open.page.locator("tbody tr");
  await rows.nth(199).waitFor();
  expect(await rows.count()).toBe(200);
  await open.page.getByRole("button", { name: "Show up to 500" }).click();
  await rows.nth(499).waitFor();
  expect(await open.page.locator(".sessions h2").textContent()).toContain("500 of 520");
  for (const socket of sockets) socket.destroy();
  expect(open.complaints).toEqual([]);
});

test("the page is under 120 KiB over the wire", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  let bytes = 0;
  for (const path of ["", "page.js", "page.css"]) {
    const response = await fetch(`${url}${path}`, {
      headers: { "accept-encoding": "gzip" },
      decompress: false,
    });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    bytes += (await response.arrayBuffer()).byteLength;
  }
  expect(bytes).toBeLessThan(120 * 1024);
});

browserTest("the charts and the lanes change under load", async () => {
  const [server, url] = await startMonitored();
  await using _ = server;
  await using open = await OpenPage.open(browser, url);
  const chart = open.page.locator(".chart").first();
  const canvas = chart.locator("canvas");
  const picture = async () => (await canvas.screenshot()).toBase64();
  await canvas.waitFor();
  const before = await picture();
  const clients = await Promise.all(
    Array.from({ length: 12 }, () => converse(server.port, ["TIME\r\n".repeat(50), 700])),
  );
  await until(
    10,
    async () => /peak [1-9]/.test((await chart.getAttribute("aria-label")) ?? ""),
    () => "a peak over nothing",
  );
  await until(
    5,
    async () => (await picture()) !== before,
    () => "another picture",
  );
  await open.page.locator(".lanes i").nth(11).waitFor();
  expect(await open.page.locator(".lanes i").count()).toBe(12);
  expect(await open.page.locator(".figure .value").nth(1).textContent()).toStartWith("12");
  for (const client of clients) client[Symbol.dispose]();
  expect(open.complaints).toEqual([]);
});

waitingTest(
  "a page beyond the 24 streams of its address shows the reason, and continues when a stream is closed",
  async () => {
    const [server, url] = await startMonitored();
    await using _ = server;
    await using open = await OpenPage.open(browser, url);
    await open.page.goto("about:blank");
    const leave = new AbortController();
    const streams: Response[] = []; // kept, because a collected response closes its stream
    while (streams.length < 24) {
      const stream = await fetch(`${url}api/v1/stream`, { signal: leave.signal });
      if (stream.ok) streams.push(stream); // the server may not know yet that the page has left
    }
    await open.page.goto(url);
    await open.page.getByText("Too many pages show this server already.").waitFor();
    leave.abort();
    await open.page.getByText("No client has connected yet.").waitFor();
    expect(await open.page.locator(".notices").textContent()).toBe("");
    expect(streams.length).toBe(24);
  },
);

waitingTest(
  "a dead server looks dead, a restarted one is named, and another client's session is not opened",
  async () => {
    const [server, url] = await startMonitored();
    await using first = server;
    await using open = await OpenPage.open(browser, url);
    const { page } = open;
    using client = await converse(first.port, ["TIME\n", 39]);
    await page.locator("tbody tr", { hasText: `:${client.localPort}` }).click();
    await page.locator(".pane .step").first().waitFor();
    const link = new URL(page.url()).hash;
    first.signal("SIGKILL");
    const notice = page.locator(".notices");
    await notice.getByText(/No contact with the server for [2-9] s/).waitFor();
    expect(await page.title()).toStartWith("✕ no contact");
    expect(await page.evaluate("document.documentElement.className")).toBe("stale");
    expect(await page.evaluate("getComputedStyle(document.querySelector('.notices')).position")).toBe(
      "sticky",
    );
    await page.keyboard.press("p");
    await page.locator(".present .step").first().waitFor(); // what was known of the session is still there
    await page.keyboard.press("p");
    const [again] = await startMonitored(["--monitor", new URL(url).host, "--threads", "1"]);
    await using _ = again;
    using _other = await converse(again.port, ["time\r\n", 23]);
    await notice.getByText(/The server was restarted at \d\d:\d\d:\d\d\./).waitFor();
    expect(await page.locator(".pane").count()).toBe(0);
    expect(await page.title()).toBe("jam · time server");
    expect(new URL(page.url()).hash).toBe("");
    await page.goto("about:blank");
    await page.goto(`${url}${link}`);
    await notice.getByText("The server was restarted at").waitFor();
    expect(await page.locator(".pane").count()).toBe(0);
    await page.locator("tbody tr").first().click();
    await page.locator(".pane .callout.bad", { hasText: "not in capitals" }).waitFor();
  },
);
