/** Starts a thread with `Sockets` in it, sends it commands as the main thread does, and collects its events. */
import { writeSync } from "node:fs";
import { claimPort } from "../../../src/server/sockets/claim-port.ts";
import {
  DescriptorOwners,
  descriptorOwnersMemory,
} from "../../../src/server/sockets/linux/descriptor-owners.ts";
import { Changes } from "../../end-to-end/support/changes.ts";
import { RawClient } from "../../end-to-end/support/raw-client.ts";
import { within } from "../../end-to-end/support/within.ts";
import type { Act, Kind, Report } from "./sockets-thread-entry.ts";

const WAKE = new Uint8Array(new BigUint64Array([1n]).buffer);

type Of<Name extends Report["kind"]> = Extract<Report, { kind: Name }>;

/** Declare it with `await using`. */
export class SocketsThread implements AsyncDisposable {
  readonly #worker = new Worker(new URL("./sockets-thread-entry.ts", import.meta.url));
  readonly #changes = new Changes();
  readonly #owners = descriptorOwnersMemory();
  #eventfd: number | undefined;
  readonly all: Report[] = [];
  port = 0;

  private constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<Report>) => {
      this.all.push(data);
      this.#changes.stir();
    });
  }

  /** Resolves when it listens on a free port of `address`. */
  static async start(kind: Kind, address = "127.0.0.1"): Promise<SocketsThread> {
    const thread = new SocketsThread();
    thread.obey({ act: "open", kind, owners: thread.#owners });
    thread.#eventfd = (await thread.waitFor("opened")).eventfd;
    const claim = claimPort({ addresses: [address], port: 0, threads: 2, inherited: undefined });
    thread.port = claim.port;
    await thread.listen(address);
    claim.release();
    return thread;
  }

  /** @returns the error code if it cannot */
  async listen(address: string, port = this.port, isShared = true): Promise<string | undefined> {
    const before = this.reports("listens").length;
    this.obey({ act: "listen", place: { address, port, isShared } });
    return (await this.waitFor("listens", before + 1)).code;
  }

  async dial(host = "127.0.0.1"): Promise<{ client: RawClient; id: number }> {
    const opened = this.reports("open").length;
    const client = await RawClient.dial(this.port, { host });
    return { client, id: (await this.waitFor("open", opened + 1)).id };
  }

  obey(act: Act): void {
    this.#worker.postMessage(act);
    if (this.#eventfd !== undefined) writeSync(this.#eventfd, WAKE);
  }

  reports<Name extends Report["kind"]>(kind: Name): readonly Of<Name>[] {
    return this.all.filter((report): report is Of<Name> => report.kind === kind);
  }

  /** The last of so many. */
  waitFor<Name extends Report["kind"]>(kind: Name, count = 1, seconds = 5): Promise<Of<Name>> {
    const found = this.#changes.until(() => this.reports(kind)[count - 1]);
    return within(seconds, found, () => `${count} × ${kind}, but ${JSON.stringify(this.all.slice(-5))}`);
  }

  /** Sends a ping, and waits for the answer. */
  async ping(): Promise<void> {
    const before = this.reports("pong").length;
    this.obey({ act: "ping" });
    await this.waitFor("pong", before + 1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#worker.addEventListener("close", resolve));
    this.#worker.terminate();
    await closed;
    new DescriptorOwners(this.#owners).closeAll(0);
  }
}
