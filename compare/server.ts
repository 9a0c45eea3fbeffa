/** Starts a peer in a process group of its own, stops the clock of it with SIGSTOP, and always ends it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Peer, Start } from "./peers/peer.ts";
import { processorSeconds, residentKib } from "./process.ts";

const START_SECONDS = 15;
const STOP_SECONDS = 3;
const SETTLE_SECONDS = 2;

export interface Place {
  /** Where it may run; every core when undefined. */
  readonly core: number | undefined;
}

export class Server implements AsyncDisposable {
  readonly peer: Peer;
  readonly port: number;
  /** From the start of the process to the first reply. */
  startMs = Number.NaN;
  readonly #process: Bun.Subprocess<"ignore", "ignore", "ignore">;

  private constructor(peer: Peer, start: Start, place: Place) {
    const { argv, env } = peer.command(start);
    const pinned = place.core === undefined ? [] : ["taskset", "-c", String(place.core)];
    this.peer = peer;
    this.port = start.port;
    this.#process = Bun.spawn([...pinned, ...argv], {
      stdio: ["ignore", "ignore", "ignore"],
      env: { ...process.env, ...env },
      cwd: start.folder,
      detached: true,
    });
    process.once("exit", this.#kill);
  }

  /** Resolves with its first reply. */
  static async start(peer: Peer, start: Omit<Start, "port">, place: Place): Promise<Server> {
    const port = freePort();
    const startedAt = performance.now();
    const server = new Server(peer, { ...start, port }, place);
    try {
      await server.#firstReply();
      server.startMs = performance.now() - startedAt;
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  get processorSeconds(): number {
    return processorSeconds(this.#process.pid);
  }

  get residentKib(): number {
    return residentKib(this.#process.pid);
  }

  pause(): void {
    this.#signal("SIGSTOP");
  }

  resume(): void {
    this.#signal("SIGCONT");
  }

  /** Resolves when it has no work left, such as connections to close. */
  async settle(): Promise<void> {
    const limit = performance.now() + SETTLE_SECONDS * 1000;
    for (let last = -1; performance.now() < limit; ) {
      const now = this.processorSeconds;
      if (now === last) return;
      last = now;
      await sleep(40);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.resume();
    this.#signal("SIGTERM");
    await Promise.race([this.#process.exited, sleep(STOP_SECONDS * 1000)]);
    this.#kill();
    await this.#process.exited;
    process.off("exit", this.#kill);
  }

  async #firstReply(): Promise<void> {
    const limit = performance.now() + START_SECONDS * 1000;
    const request = this.peer.request.replaceAll("\\r", "\r").replaceAll("\\n", "\n");
    while (performance.now() < limit) {
      if (this.#process.exitCode !== null)
        throw new Error(`${this.peer.title} ended with ${this.#process.exitCode} before it answered`);
      if (await isAnswered(this.port, request)) return;
      await sleep(1);
    }
    throw new Error(`${this.peer.title} did not answer within ${START_SECONDS} s`);
  }

  #signal(name: "SIGSTOP" | "SIGCONT" | "SIGTERM" | "SIGKILL"): void {
    try {
      process.kill(-this.#process.pid, name);
    } catch {
      // the group has ended
    }
  }

  readonly #kill = (): void => this.#signal("SIGKILL");
}

/** Asks once; false when nobody listens, or nothing comes within a second. */
async function isAnswered(port: number, request: string): Promise<boolean> {
  const answer = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => answer.resolve(false), 1000);
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port,
    socket: {
      open: (opened) => void opened.write(request),
      data: () => answer.resolve(true),
      close: () => answer.resolve(false),
      error: () => answer.resolve(false),
    },
  }).catch(() => undefined);
  if (socket === undefined) answer.resolve(false);
  const isThere = await answer.promise;
  clearTimeout(timer);
  socket?.end();
  return isThere;
}

const FIRST_PORT = 20_000;
const PORTS = 10_000;
let nextPort = FIRST_PORT + (process.pid % PORTS);

/** Below the ephemeral range, so that no connection of the load is given it. */
export function freePort(): number {
  for (let tried = 0; tried < PORTS; tried++) {
    const port = FIRST_PORT + (nextPort++ % PORTS);
    try {
      Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } }).stop(true);
      return port;
    } catch {
      // taken
    }
  }
  throw new Error("there is no free port");
}
