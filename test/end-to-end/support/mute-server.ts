/** Starts the real `bin/jam serve` when its log cannot be read: the port is chosen first, and polled until all threads listen. */
import { cleanEnvironment, JAM } from "./jam-server.ts";
import { listenersOn } from "./process-facts.ts";
import { RawClient } from "./raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "./replies.ts";
import { until, within } from "./within.ts";

const THREADS = 2;

/** To be declared with `await using`, which stops it however the test ends. */
export class MuteServer implements AsyncDisposable {
  readonly port: number;
  readonly #process: Bun.Subprocess<"ignore", "ignore", "ignore">;

  private constructor(shell: string, port: number, env: Readonly<Record<string, string>>) {
    const flags = ["--host", "127.0.0.1", "--port", String(port), "--threads", String(THREADS)];
    this.#process = Bun.spawn(["sh", "-c", shell, "sh", JAM, "serve", ...flags], {
      stdio: ["ignore", "ignore", "ignore"],
      env: cleanEnvironment(env),
    });
    this.port = port;
    process.once("exit", this.#kill);
  }

  /** @param shell what `sh` does; `exec "$@"` in it becomes the server */
  static async start(shell: string, env: Readonly<Record<string, string>> = {}): Promise<MuteServer> {
    const server = new MuteServer(shell, freePort(), env);
    await until(
      10,
      () => server.#process.exitCode !== null || listenersOn(server.port) === THREADS,
      () => `${THREADS} threads that listen`,
    );
    return server;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Whether a client of its own gets the time. */
  async answers(): Promise<boolean> {
    using client = await RawClient.dial(this.port);
    client.send(`${REQUEST}QUIT\r\n`);
    await client.waitForBytes(REPLY_BYTES);
    expectTimes(client.text, 1);
    return true;
  }

  /** Asks it to stop, and gives the exit code: within 5 s, of which writing the log may take one. */
  stop(): Promise<number> {
    this.#process.kill("SIGTERM");
    return within(5, this.#process.exited, () => "an end");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill();
    await this.#process.exited;
    process.off("exit", this.#kill);
  }

  readonly #kill = (): void => {
    if (this.#process.exitCode === null) this.#process.kill("SIGKILL");
  };
}

function freePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  listener.stop(true);
  return listener.port;
}
