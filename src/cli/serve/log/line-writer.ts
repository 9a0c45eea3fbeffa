/** Lines → a descriptor, never waiting for its reader: what the reader does not take is dropped and counted. */
import { write } from "node:fs";

/** Buffered for a slow reader: about a thousand lines. */
const BUFFER_BYTES = 256 << 10;

/** Retry after EAGAIN: another process that shares the descriptor has made it non-blocking. */
const RETRY_MS = 50;

const LF = 10;

/** How many dropped lines a write reports, and where that report ends. */
interface Reported {
  readonly lines: number;
  readonly to: number;
}

export class LineWriter {
  readonly #file: number;
  readonly #formatDropped: (lines: number) => string;
  #waiting: string[] = [];
  #waitingBytes = 0;
  #dropped = 0;
  #isWriting = false;
  #endsInLine = false;
  #onIdle: (() => void) | undefined;

  /** @param formatDropped the line that reports, once there is room again, how many were dropped; empty for none */
  constructor(file: number, formatDropped: (lines: number) => string) {
    this.#file = file;
    this.#formatDropped = formatDropped;
  }

  /** @param line with its LF */
  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.#waitingBytes + bytes > BUFFER_BYTES) {
      this.#dropped++;
      return;
    }
    this.#waiting.push(line);
    this.#waitingBytes += bytes;
    this.#next();
  }

  /** Waits until everything is written. @returns false if that takes longer */
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

  /** One write at a time, of all waiting lines. It may block one of the runtime's I/O threads, and no other. */
  #next(hasRoom = false): void {
    if (this.#isWriting) return;
    if (this.#waiting.length === 0 && !(hasRoom && this.#dropped > 0)) {
      this.#onIdle?.();
      return;
    }
    const start = this.#endsInLine ? "\n" : "";
    const report = this.#dropped === 0 ? "" : this.#formatDropped(this.#dropped);
    const bytes = Buffer.from([start, report, ...this.#waiting].join(""));
    const reported = { lines: this.#dropped, to: start.length + Buffer.byteLength(report) };
    this.#isWriting = true;
    this.#dropped = 0;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#write(bytes, 0, reported);
  }

  #write(bytes: Buffer, from: number, reported: Reported): void {
    write(this.#file, bytes, from, bytes.length - from, null, (error, written) => {
      if (error?.code === "EAGAIN") {
        setTimeout(() => this.#write(bytes, from, reported), RETRY_MS);
        return;
      }
      const to = error ? from : from + written;
      if (!error && to < bytes.length) {
        this.#write(bytes, to, reported);
        return;
      }
      if (to > 0) this.#endsInLine = bytes[to - 1] !== LF;
      if (error) this.#drop(bytes, to, reported);
      this.#isWriting = false;
      this.#next(!error);
    });
  }

  /** The disk is full, or the reader is gone: what follows `from` is dropped; the next line is tried again. */
  #drop(bytes: Buffer, from: number, reported: Reported): void {
    if (from < reported.to) this.#dropped += reported.lines;
    const own = bytes.subarray(Math.max(from, reported.to));
    for (const byte of own) if (byte === LF) this.#dropped++;
  }
}
