/** A load whose replies prove their order: runs of 1, 2, 3, … time requests, each run ended by an unknown request. */
import { REPLY_BYTES, REQUEST } from "./replies.ts";

const UNKNOWN = "?\r\n";
const UNKNOWN_REPLY = Buffer.from("ERROR unknown request\r\n");
const SAMPLE = Buffer.from("JAM 00:00:00\r\n");
const [ZERO, NINE, LF] = [48, 57, 10];

export function requestRuns(runs: number): Buffer {
  const longest = Buffer.from(REQUEST.repeat(runs));
  return Buffer.concat(
    Array.from({ length: runs }, (_, index) => [
      longest.subarray(0, (index + 1) * REQUEST.length),
      Buffer.from(UNKNOWN),
    ]).flat(),
  );
}

/** Bytes of the replies to `requestRuns(runs)`. */
export function replyRunBytes(runs: number): number {
  return ((runs * (runs + 1)) / 2) * REPLY_BYTES + runs * UNKNOWN_REPLY.length;
}

/** Reads the replies as they arrive, and remembers the first wrong one. */
export class ReplyRunReader {
  runs = 0;
  fault: string | undefined;
  #inRun = 0;
  #rest = Buffer.alloc(0);

  readonly read = (chunk: Buffer): void => {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (this.fault === undefined) {
      const lf = bytes.indexOf(LF, at);
      if (lf < 0) break;
      this.#readLine(bytes, at, lf + 1);
      at = lf + 1;
    }
    this.#rest = Buffer.from(bytes.subarray(at));
  };

  get isWhole(): boolean {
    return this.#rest.length === 0;
  }

  #readLine(bytes: Buffer, from: number, to: number): void {
    if (isTimeReply(bytes, from, to)) this.#inRun++;
    else if (UNKNOWN_REPLY.equals(bytes.subarray(from, to)) && this.#inRun === this.runs + 1) {
      this.runs++;
      this.#inRun = 0;
    } else
      this.fault = `after ${this.runs} runs and ${this.#inRun} times: ${JSON.stringify(bytes.toString("latin1", from, to))}`;
  }
}

function isTimeReply(bytes: Buffer, from: number, to: number): boolean {
  if (to - from !== SAMPLE.length) return false;
  for (let at = 0; at < SAMPLE.length; at++) {
    const byte = bytes[from + at] ?? 0;
    const isRight = SAMPLE[at] === ZERO ? byte >= ZERO && byte <= NINE : byte === SAMPLE[at];
    if (!isRight) return false;
  }
  return true;
}
