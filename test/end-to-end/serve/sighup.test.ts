/** SIGHUP to a server that has a terminal: the terminal was closed, so it drains; under nohup it stays. */
import { expect, test } from "bun:test";
import { cleanEnvironment, JAM } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REQUEST } from "../support/replies.ts";
import { until, within } from "../support/within.ts";

/** A pseudo-terminal that can be closed, and `jam serve` in it. To be declared with `await using`. */
class ClosableTerminal implements AsyncDisposable {
  screen = "";
  readonly process: Bun.Subprocess;

  constructor(command: readonly string[]) {
    this.process = Bun.spawn([...command, "--host", "127.0.0.1", "--port", "0"], {
      env: { ...cleanEnvironment(), TERM: "dumb" },
      terminal: {
        data: (_terminal, bytes) => {
          this.screen += Buffer.from(bytes).toString();
        },
      },
    });
  }

  async port(): Promise<number> {
    const found = () => /\| nc \S+ (\d+)\r\n/.exec(this.screen)?.[1];
    await until(
      10,
      () => found() !== undefined,
      () => `a port on the screen:\n${this.screen}`,
    );
    return Number(found());
  }

  close(): void {
    this.process.terminal?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode === null) this.process.kill("SIGKILL");
    await this.process.exited;
  }
}

test("closing the terminal drains: what was asked is answered, and the exit code is 0", async () => {
  await using terminal = new ClosableTerminal([JAM, "serve"]);
  using client = await RawClient.dial(await terminal.port());
  client.send(`${REQUEST}TIM`);
  await client.waitForBytes(14);
  terminal.close();
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 1);
  expect(await within(10, terminal.process.exited, () => "an exit")).toBe(0);
});

test("SIGHUP, twice, from a shell in that terminal drains too", async () => {
  await using terminal = new ClosableTerminal([JAM, "serve"]);
  using client = await RawClient.dial(await terminal.port());
  client.send(REQUEST);
  await client.waitForBytes(14);
  terminal.process.kill("SIGHUP");
  terminal.process.kill("SIGHUP");
  expect(await client.waitForClose()).toBe("fin");
  expect(await within(10, terminal.process.exited, () => "an exit")).toBe(0);
  expect(terminal.screen).toContain("stopped after 1 request");
});

test("under nohup, which ignores the signal, closing the terminal ends nothing", async () => {
  // nohup itself would redirect the output away from the terminal.
  await using terminal = new ClosableTerminal(["sh", "-c", `trap '' HUP; exec "$0" serve "$@"`, JAM]);
  const port = await terminal.port();
  terminal.process.kill("SIGHUP");
  terminal.close();
  for (let count = 0; count < 3; count++) {
    using client = await RawClient.dial(port); // each makes a log line that no process reads
    client.send(`${REQUEST}QUIT\r\n`);
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
  }
  terminal.process.kill("SIGTERM");
  expect(await within(10, terminal.process.exited, () => "an exit")).toBe(0);
});
