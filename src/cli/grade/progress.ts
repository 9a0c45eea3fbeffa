/** How far the class is: on a terminal one line that is overwritten, otherwise a plain line for each submission. */
import { visibleLine } from "../../text/visible.ts";
import { wrap } from "../../text/wrap.ts";
import { clip } from "../monitor/clip.ts";
import { CLEAR_LINE } from "../terminal/clear-line.ts";
import { writeErr } from "../terminal/stderr.ts";

/** Before, the time that remains is a guess. */
const ENOUGH = 3;
const ID_WIDTH = 20;
const DEFAULT_COLUMNS = 80;

export interface Counts {
  readonly done: number;
  readonly running: number;
  readonly left: number;
}

export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #now: () => number;
  readonly #startedAt: number;
  #doneHere = 0;
  #isShown = false;

  constructor(stream: NodeJS.WriteStream = process.stderr, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
    this.#startedAt = now();
  }

  /** A submission was judged. @param what its state or its grade */
  done(id: string, what: string, counts: Counts): void {
    this.#doneHere += 1;
    if (this.#stream.isTTY) {
      this.show(counts);
      return;
    }
    const total = counts.done + counts.running + counts.left;
    const rest = this.#remaining(counts);
    const shown = visibleLine(id).slice(0, ID_WIDTH);
    this.#line(`${counts.done}/${total} ${shown} ${what}${rest === "" ? "" : `, ${rest}`}`);
  }

  show(counts: Counts): void {
    if (!this.#stream.isTTY) return;
    const { done, running, left } = counts;
    const rest = this.#remaining(counts);
    const line = `${done} done, ${running} running, ${left} left${rest === "" ? "" : `, ${rest}`}`;
    this.#stream.write(`\r${CLEAR_LINE}${clip(line, this.#columns - 1)}`);
    this.#isShown = true;
  }

  /** A line that stays. */
  say(text: string): void {
    this.clear();
    for (const line of this.#stream.isTTY ? wrap(text, this.#columns) : [text]) this.#line(line);
  }

  clear(): void {
    if (this.#isShown) this.#stream.write(`\r${CLEAR_LINE}`);
    this.#isShown = false;
  }

  get #columns(): number {
    return this.#stream.columns || DEFAULT_COLUMNS;
  }

  #line(text: string): void {
    if (this.#stream === process.stderr) writeErr(text);
    else this.#stream.write(`${text}\n`);
  }

  #remaining({ running, left }: Counts): string {
    if (this.#doneHere < ENOUGH || running + left === 0) return "";
    const each = (this.#now() - this.#startedAt) / 1000 / this.#doneHere;
    return `ready in about ${formatSeconds(each * (left + running / 2))}`;
  }
}

/** To what a person plans by: `40 s`, `3 min`, `2 h 10 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
