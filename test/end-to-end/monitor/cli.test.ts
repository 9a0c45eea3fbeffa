/** `jam status` and `jam top` with a real server: output, exit codes, and a restored terminal. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Changes } from "../support/changes.ts";
import { cleanEnvironment, JAM } from "../support/jam-server.ts";
import { MonitoredServer } from "../support/monitor.ts";
import { RawClient } from "../support/raw-client.ts";
import { runProgram } from "../support/run-program.ts";
import { TokenFile } from "../support/token-file.ts";
import { within } from "../support/within.ts";

const NO_MONITOR = "127.0.0.1:1";

/** For tests that neither stop it nor need flags of their own. */
let monitored: MonitoredServer;

beforeAll(async () => {
  monitored = await MonitoredServer.start(["--threads", "1", "--zone", "Asia/Jakarta", "--record", "7"]);
});

afterAll(async () => {
  await monitored[Symbol.asyncDispose]();
});

describe("jam status", () => {
  test("prints the status, and exits with 0 if the server is ready", async () => {
    const { exit, stdout } = await runProgram([JAM, "status", monitored.place]);
    expect(stdout).toMatch(/^jam \S+ is ready and serves JAM \d\d:\d\d:\d\d\n/);
    for (const words of [
      `port      ${monitored.port} (TCP)`,
      "zone      Asia/Jakarta",
      "the newest 7 sessions",
    ])
      expect(stdout).toContain(words);
    expect(exit).toBe(0);
  });

  test("prints with --json the values of the text", async () => {
    const { exit, stdout } = await runProgram([JAM, "status", "--json", monitored.place]);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 2,
      ready: { isGood: true, because: [] },
      status: { state: "serving", listening: { port: monitored.port } },
    });
    expect(exit).toBe(0);
  });

  test("exits with 1 and an error if no monitor answers, with --json with a code", async () => {
    const plain = await runProgram([JAM, "status", NO_MONITOR]);
    expect([plain.exit, plain.stdout]).toEqual([1, ""]);
    expect(plain.stderr).toContain(`no monitor answers at http://${NO_MONITOR}/`);
    const { exit, stdout } = await runProgram([JAM, "status", "--json", NO_MONITOR]);
    expect([exit, JSON.parse(stdout)]).toEqual([1, expect.objectContaining({ schema: 2, code: "refused" })]);
  });

  test("needs the server's token, from its variable or flag", async () => {
    const token = "a-token-that-is-long";
    await using guarded = await MonitoredServer.start([], { env: { JAM_MONITOR_TOKEN: token } });
    const without = await runProgram([JAM, "status", guarded.place]);
    expect([without.exit, without.stderr]).toEqual([
      1,
      expect.stringContaining("JAM_MONITOR_TOKEN") as string,
    ]);
    const env = { JAM_MONITOR_TOKEN: token };
    expect((await runProgram([JAM, "status", guarded.place], { env })).exit).toBe(0);
    expect(
      (await runProgram([JAM, "status", guarded.place], { env: { ...env, JAM_MONITOR_TOKEN_FILE: "/none" } }))
        .exit,
    ).toBe(0);
    const seen = await runProgram([JAM, "status", guarded.place, "--token", token]);
    expect([seen.exit, seen.stderr]).toEqual([
      0,
      "jam: every user of this machine can see the token of --token; use --token-file or JAM_MONITOR_TOKEN.\n",
    ]);
  });

  test("takes the server's token from the file that the server takes it from", async () => {
    using file = new TokenFile(`${"t".repeat(40)}\n`, 0o600);
    await using guarded = await MonitoredServer.start(["--monitor-token-file", file.path]);
    expect((await runProgram([JAM, "status", guarded.place])).exit).toBe(1);
    expect(await runProgram([JAM, "status", guarded.place, "--token-file", file.path])).toMatchObject({
      exit: 0,
      stderr: "",
    });
    const env = { JAM_MONITOR_TOKEN_FILE: file.path };
    expect(await runProgram([JAM, "top", guarded.place], { env })).toMatchObject({ exit: 0, stderr: "" });
    const both = [JAM, "status", guarded.place, "--token-file", file.path, "--token", "t".repeat(40)];
    expect(await runProgram(both)).toMatchObject({ exit: 2, stderr: expect.stringContaining("not both") });
  });

  test("exits with 2 for arguments that are not one HOST:PORT", async () => {
    for (const words of [["45080"], ["a b:1"], [NO_MONITOR, NO_MONITOR], ["--prot"]])
      expect((await runProgram([JAM, "status", ...words])).exit).toBe(2);
  });
});

/** `jam top` under a pseudo-terminal. To be declared with `await using`. */
class Terminal implements AsyncDisposable {
  screen = "";
  readonly #process: Bun.Subprocess;
  readonly #changes = new Changes();

  constructor(place: string, columns = 100) {
    const { NO_COLOR: _, ...own } = cleanEnvironment();
    this.#process = Bun.spawn([JAM, "top", place], {
      env: { ...own, TERM: "xterm" },
      terminal: {
        cols: columns,
        rows: 30,
        data: (_terminal, bytes) => {
          this.screen += Buffer.from(bytes).toString();
          this.#changes.stir();
        },
      },
    });
  }

  get exited(): Promise<number> {
    return within(5, this.#process.exited, () => "an end of jam top");
  }

  press(keys: string): void {
    this.#process.terminal?.write(keys);
  }

  kill(signal: "SIGTERM" | "SIGINT"): void {
    this.#process.kill(signal);
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

const ALTERNATE = "\u001b[?1049h\u001b[?25l";
const RESTORED = "\u001b[?25h\u001b[?1049l";

describe("jam top", () => {
  test("shows sessions and faults as they occur, and restores the terminal at q", async () => {
    await using terminal = new Terminal(monitored.place);
    await terminal.waitFor(/No session yet/);
    using client = await RawClient.dial(monitored.port);
    client.send("TIME\r\nTIME\n");
    await terminal.waitFor(/0\.1 +127\.0\.0\.1:\d+ +\d.*open/);
    await terminal.waitFor(/bare LF instead of CR LF/);
    terminal.press("q");
    expect(await terminal.exited).toBe(0);
    expect(terminal.screen).toStartWith(ALTERNATE);
    expect(terminal.screen).toEndWith(RESTORED);
  });

  test.each([
    ["Ctrl-C", (terminal: Terminal) => terminal.press("\u0003")],
    ["SIGTERM", (terminal: Terminal) => terminal.kill("SIGTERM")],
    [
      "SIGTERM and SIGINT",
      (terminal: Terminal) => {
        terminal.kill("SIGTERM");
        terminal.kill("SIGINT");
      },
    ],
  ])("restores the terminal at %s", async (_, end) => {
    await using terminal = new Terminal(monitored.place);
    await terminal.waitFor(/serving/);
    end(terminal);
    expect(await terminal.exited).toBe(0);
    expect(terminal.screen).toEndWith(RESTORED);
  });

  test("shows that the server is gone, and continues when it is back", async () => {
    await using stopped = await MonitoredServer.start();
    await using terminal = new Terminal(stopped.place);
    await terminal.waitFor(/serving/);
    await stopped.server.stop();
    await terminal.waitFor(/● no answer/);
    const mark = terminal.screen.length;
    await using again = await MonitoredServer.start(["--monitor", stopped.place]);
    await terminal.waitFor(new RegExp(`[\\s\\S]{${mark}}[\\s\\S]*port\\S* ${again.port}`));
    terminal.press("q");
    expect(await terminal.exited).toBe(0);
  });

  test("prints one frame without colours if there is no terminal", async () => {
    using client = await RawClient.dial(monitored.port);
    client.send("TIME\r\n");
    await monitored.sessionsWhen(({ rows }) =>
      rows.some(({ port, requests }) => port === client.localPort && requests === 1),
    );
    const { exit, stdout } = await runProgram([JAM, "top", monitored.place]);
    expect(exit).toBe(0);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toContain("● serving");
    expect(stdout).not.toMatch(/q quits|\n\n\n| \n|\n\n$/);
    expect(stdout).toMatch(new RegExp(`\\n0\\.\\d+ +127\\.0\\.0\\.1:${client.localPort} +1 +0 .*open`));
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("exits with 1 if no monitor answers, without the alternate screen", async () => {
    await using terminal = new Terminal(NO_MONITOR);
    expect(await terminal.exited).toBe(1);
    expect(terminal.screen).toContain("no monitor answers");
    expect(terminal.screen).not.toContain(ALTERNATE);
  });
});
