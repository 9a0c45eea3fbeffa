/** Lines → a descriptor, and nobody ever waits for its reader: what it does not take is dropped, and counted. */
import { write } from "node:fs";

/** What is kept for a reader that stands still: about a thousand lines. */
const KEPT_BYTES = 256 << 10;

/** Somebody who shares the descriptor made it non-blocking; its reader is given so long. */
const AGAIN_MS = 50;

const LF = 10;

/** How many dropped lines a write reports, and where that report ends. */
interface Reported {
  readonly lines: number;
  readonly to: number;
}

export class LineWriter {
  readonly #file: number;
  readonly #formatLost: (lines: number) => string;
  #waiting: string[] = [];
  #waitingBytes = 0;
  #lost = 0;
  #isWriting = false;
  #endsInLine = false;
  #onIdle: (() => void) | undefined;

  /** @param formatLost the line that says, once there is room again, how many were dropped; empty for none */
  constructor(file: number, formatLost: (lines: number) => string) {
    this.#file = file;
    this.#formatLost = formatLost;
  }

  /** @param line with its LF */
  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.#waitingBytes + bytes > KEPT_BYTES) {
      this.#lost++;
      return;
    }
    this.#waiting.push(line);
    this.#waitingBytes += bytes;
    this.#next();
  }

  /** Waits until all is written; false when that is not so within the time. */
  async flush(milliseconds: number): Promise<boolean> {
    if (!this.#isWriting) return true;
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), milliseconds);
    this.#onIdle = () => late.resolve(true);
    try {
      return await late.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** One write at a time, of all that waits. It may block one of the runtime's own threads, and no other. */
  #next(hasRoom = false): void {
    if (this.#isWriting) return;
    if (this.#waiting.length === 0 && !(hasRoom && this.#lost > 0)) {
      this.#onIdle?.();
      return;
    }
    const start = this.#endsInLine ? "\n" : "";
    const report = this.#lost === 0 ? "" : this.#formatLost(this.#lost);
    const bytes = Buffer.from([start, report, ...this.#waiting].join(""));
    const reported = { lines: this.#lost, to: start.length + Buffer.byteLength(report) };
    this.#isWriting = true;
    this.#lost = 0;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#write(bytes, 0, reported);
  }

  #write(bytes: Buffer, from: number, reported: Reported): void {
    write(this.#file, bytes, from, bytes.length - from, null, (error, written) => {
      if (error?.code === "EAGAIN") {
        setTimeout(() => this.#write(bytes, from, reported), AGAIN_MS);
        return;
      }
      const to = error ? from : from + written;
      if (!error && to < bytes.length) {
        this.#write(bytes, to, reported);
        return;
      }
      if (to > 0) this.#endsInLine = bytes[to - 1] !== LF;
      if (error) this.#lose(bytes, to, reported);
      this.#isWriting = false;
      this.#next(!error);
    });
  }

  /** No room on the disk, or no reader: what stands behind `from` is lost, and the next line tries again. */
  #lose(bytes: Buffer, from: number, reported: Reported): void {
    if (from < reported.to) this.#lost += reported.lines;
    const own = bytes.subarray(Math.max(from, reported.to));
    for (const byte of own) if (byte === LF) this.#lost++;
  }
}
