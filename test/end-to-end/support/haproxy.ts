/** A real HAProxy in the foreground, and its admin socket. Knows no test. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { needs } from "./needs.ts";
import { until, within } from "./within.ts";

/** The one that operators get. */
export const HAPROXY_CFG = fileURLToPath(new URL("../../../deploy/haproxy/haproxy.cfg", import.meta.url));

/** Started by another user it could not become its own. */
export const withHaproxy = needs(process.getuid?.() === 0 ? "haproxy" : "no-such-tool", "haproxy, and root");

/** Of a server of the backend, as `show stat` has it. */
interface ServerState {
  /** `UP`, `DOWN`, `DRAIN` and others. */
  readonly status: string;
  readonly openSessions: number;
}

/** To be declared with `await using`. */
export class HaProxy implements AsyncDisposable {
  readonly #process: Bun.Subprocess;
  readonly #folder: string;

  private constructor(configuration: string, env: Readonly<Record<string, string>>) {
    this.#folder = mkdtempSync(join(tmpdir(), "jam-haproxy-"));
    const file = join(this.#folder, "haproxy.cfg");
    writeFileSync(file, configuration);
    this.#process = Bun.spawn(["haproxy", "-db", "-f", file], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, LOG: "stdout", MAXCONN: "1000", ADMIN_SOCKET: this.#socket, ...env },
    });
    process.once("exit", this.#kill);
  }

  /** Resolves when each of the servers is up. @param configuration must have the admin socket of haproxy.cfg */
  static async start(
    configuration: string,
    env: Readonly<Record<string, string>>,
    servers: readonly string[],
  ): Promise<HaProxy> {
    const haproxy = new HaProxy(configuration, env);
    try {
      for (const server of servers) await haproxy.waitUntil(server, ({ status }) => status === "UP");
      return haproxy;
    } catch (error) {
      await haproxy[Symbol.asyncDispose]();
      throw error;
    }
  }

  get #socket(): string {
    return join(this.#folder, "admin.sock");
  }

  /** @returns what it prints */
  async admin(command: string): Promise<string> {
    const done = Promise.withResolvers<string>();
    let text = "";
    await Bun.connect({
      unix: this.#socket,
      socket: {
        open: (socket) => void socket.write(`${command}\n`),
        data(_, chunk) {
          text += chunk.toString();
        },
        close: () => done.resolve(text),
        error: (_, error) => done.reject(error),
      },
    });
    return within(5, done.promise, () => `an answer to ${command}`);
  }

  /** Waits for a server of the backend `servers`. */
  async waitUntil(server: string, isSo: (state: ServerState) => boolean): Promise<void> {
    let last: ServerState | undefined;
    await until(
      60,
      async () => {
        if (this.#process.exitCode !== null) throw new Error("HAProxy has ended");
        last = await this.#stateOf(server).catch(() => undefined); // its socket is not there yet
        return last !== undefined && isSo(last);
      },
      () => `the awaited state of ${server}, but ${JSON.stringify(last)}`,
    );
  }

  async #stateOf(server: string): Promise<ServerState | undefined> {
    const [head = "", ...rows] = (await this.admin("show stat")).replace(/^# /, "").split("\n");
    const names = head.split(",");
    const row = rows
      .map((line) => line.split(","))
      .find(([backend, name]) => backend === "servers" && name === server);
    if (row === undefined) return undefined;
    const cell = (name: string) => row[names.indexOf(name)] ?? "";
    return { status: cell("status"), openSessions: Number(cell("scur")) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill();
    await this.#process.exited;
    process.off("exit", this.#kill);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  readonly #kill = (): void => {
    if (this.#process.exitCode === null) this.#process.kill("SIGKILL");
  };
}
