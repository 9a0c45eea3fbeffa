/** A socket whose bytes are written down. It serves one session after the other, as its transcript does. */
import type { Socket } from "../sockets/socket.ts";
import { Transcript } from "./transcript.ts";

export class RecordedSocket implements Socket {
  bare: Socket;
  readonly transcript = new Transcript();

  constructor(bare: Socket) {
    this.bare = bare;
  }

  write(bytes: Uint8Array, offset: number, length: number): number {
    const taken = this.bare.write(bytes, offset, length);
    if (taken > 0) this.transcript.sent(bytes, offset, offset + taken);
    return taken;
  }

  shutdown(): void {
    this.transcript.ended("server", "fin");
    this.bare.shutdown();
  }

  end(): void {
    this.transcript.closed("fin");
    this.bare.end();
  }

  terminate(): void {
    this.transcript.closed("reset");
    this.bare.terminate();
  }

  pause(): void {
    this.bare.pause();
  }

  resume(): void {
    this.bare.resume();
  }
}
