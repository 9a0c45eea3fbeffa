/** Starts a peer in its own process group, pauses it with SIGSTOP, and always ends it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Peer, Start } from "./peers/peer.ts";
import { processorSeconds, residentKib } from "./process.ts";

const START_SECONDS = 15;
const STOP_SECONDS = 3;
const SETTLE_SECONDS = 2;

export interface Place {
  /** The core it is pinned to; undefined for all cores. */
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

  /** Resolves when the first reply has arrived. */
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

  /** Resolves when it is idle: connections may still have to be closed. */
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
    // Without a reference: the timer must not keep a finished comparison alive.
    await Promise.race([this.#process.exited, sleep(STOP_SECONDS * 1000, undefined, { ref: false })]);
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
      if (await answers(this.port, request)) return;
      await sleep(1);
    }
    throw new Error(`${this.peer.title} did not answer within ${START_SECONDS} s`);
  }

  #signal(name: "SIGSTOP" | "SIGCONT" | "SIGTERM" | "SIGKILL"): void {
    try {
      process.kill(-this.#process.pid, name);
    } catch {
      // the process group has ended
    }
  }

  readonly #kill = (): void => this.#signal("SIGKILL");
}

/** Sends one request; false if nothing listens, or no byte arrives within a second. */
async function answers(port: number, request: string): Promise<boolean> {
  const replied = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => replied.resolve(false), 1000);
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port,
    socket: {
      open: (opened) => void opened.write(request),
      data: () => replied.resolve(true),
      close: () => replied.resolve(false),
      error: () => replied.resolve(false),
    },
  }).catch(() => undefined);
  if (socket === undefined) replied.resolve(false);
  const isAnswered = await replied.promise;
  clearTimeout(timer);
  socket?.end();
  return isAnswered;
}

const FIRST_PORT = 20_000;
const PORTS = 10_000;
let nextPort = FIRST_PORT + (process.pid % PORTS);

/** Below the ephemeral range, so that no connection of the load can take it. */
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
