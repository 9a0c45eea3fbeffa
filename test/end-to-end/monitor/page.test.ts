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
    expect(page.url()).toMatch(/#session=\d+\.\d+$/);
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
    await page.locator(".why-ended", { hasText: "The first bytes were HTTP" }).waitFor();
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

waitingTest("a page whose server is gone shows that, and continues when it is back", async () => {
  const [server, url] = await startMonitored();
  await using first = server;
  await using open = await OpenPage.open(browser, url);
  await first.stop();
  await open.page.getByText("The server does not answer.").waitFor();
  const [again] = await startMonitored(["--monitor", new URL(url).host]);
  await using _ = again;
  await open.page.getByText("The server does not answer.").waitFor({ state: "detached" });
});
