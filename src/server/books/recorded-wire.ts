/** A socket whose bytes are written down as far as its session has a transcript. */
import type { Wire } from "../wire.ts";
import type { Entry, Peer } from "./entry.ts";

export class RecordedWire implements Wire, Peer {
  readonly #wire: Wire & Peer;
  readonly #entry: Entry;

  constructor(wire: Wire & Peer, entry: Entry) {
    this.#wire = wire;
    this.#entry = entry;
  }

  get remoteAddress(): string {
    return this.#wire.remoteAddress;
  }

  get remotePort(): number {
    return this.#wire.remotePort;
  }

  get packedPeer(): number | undefined {
    return this.#wire.packedPeer;
  }

  write(bytes: Uint8Array, offset: number, length: number): number {
    const taken = this.#wire.write(bytes, offset, length);
    if (taken > 0) this.#entry.transcript?.sent(bytes, offset, offset + taken);
    return taken;
  }

  shutdown(): void {
    this.#entry.transcript?.ended("server", "fin");
    this.#wire.shutdown();
  }

  end(): void {
    this.#entry.transcript?.closed("fin");
    this.#wire.end();
  }

  terminate(): void {
    this.#entry.transcript?.closed("reset");
    this.#wire.terminate();
  }

  pause(): void {
    this.#wire.pause();
  }

  resume(): void {
    this.#wire.resume();
  }
}
