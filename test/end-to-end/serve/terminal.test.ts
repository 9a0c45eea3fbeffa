/** What a person at a terminal sees: how to try it, a line when a session opens and ends, and colours unless refused. */
import { expect, test } from "bun:test";
import { Changes } from "../support/changes.ts";
import { cleanEnvironment, JAM } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { within } from "../support/within.ts";

const ESCAPE = "\u001b";

/** `jam serve` under a pseudo-terminal. To be declared with `await using`. */
class TerminalServer implements AsyncDisposable {
  screen = "";
  readonly #process: Bun.Subprocess;
  readonly #changes = new Changes();

  constructor(env: Readonly<Record<string, string>>) {
    const { NO_COLOR: _, ...own } = cleanEnvironment();
    this.#process = Bun.spawn([JAM, "serve", "--host", "127.0.0.1", "--port", "0"], {
      env: { ...own, TERM: "xterm", ...env },
      terminal: {
        cols: 120,
        rows: 40,
        data: (_terminal, bytes) => {
          this.screen += Buffer.from(bytes).toString();
          this.#changes.stir();
        },
      },
    });
  }

  get exited(): Promise<number> {
    return this.#process.exited;
  }

  press(keys: string): void {
    this.#process.terminal?.write(keys);
  }

  waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    const found = this.#changes.until(() => pattern.exec(this.screen) ?? undefined);
    return within(5, found, () => `${pattern} on the screen:\n${this.screen}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null) this.#process.kill("SIGKILL");
    await this.#process.exited;
  }
}

test("a terminal shows where it serves, the line to try, and each session as it opens and ends", async () => {
  await using server = new TerminalServer({ NO_COLOR: "1" });
  const [, host, port] = await server.waitFor(/printf 'TIME\\r\\nQUIT\\r\\n' \| nc (\S+) (\d+)/);
  expect(host).toBe("127.0.0.1");
  await server.waitFor(/stop\s+Ctrl-C/);
  expect(server.screen).toMatch(/serves JAM \d\d:\d\d:\d\d/);
  using client = await RawClient.dial(Number(port));
  const [, session] = await server.waitFor(/open {2}(\d\.\d+)\s+127\.0\.0\.1:\d+\s+thread \d\r\n/);
  client.send("TIME\r\nTIME\r\nnonsense\r\nQUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  const end = new RegExp(
    `end {3}${session}\\s+127\\.0\\.0\\.1:\\d+\\s+thread \\d\\s+2 requests, 1 error\\s+\\S+ s\\s+QUIT\\r\\n`,
  );
  await server.waitFor(end);
  server.press("\u0003");
  await server.waitFor(/stopped after 2 requests, 1 error, 1 session\r\n/);
  expect(await server.exited).toBe(0);
  expect(server.screen).not.toContain(ESCAPE);
});

test("a terminal that takes colours gets them", async () => {
  await using server = new TerminalServer({});
  await server.waitFor(/Ctrl-C\r\n/);
  expect(server.screen).toContain(`${ESCAPE}[`);
});

test("a terminal that is dumb gets none", async () => {
  await using server = new TerminalServer({ TERM: "dumb" });
  await server.waitFor(/Ctrl-C\r\n/);
  expect(server.screen).not.toContain(ESCAPE);
});
