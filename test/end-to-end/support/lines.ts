/** A stream of text → its lines, and waiting with a deadline for what they will hold. */
import { Changes } from "./changes.ts";
import { within } from "./within.ts";

export class Lines {
  readonly all: string[] = [];
  readonly #changes = new Changes();
  #isOver = false;

  constructor(stream: ReadableStream<Uint8Array>) {
    void this.#read(stream);
  }

  /** What `find` gives for the lines so far, as soon as that is not undefined. */
  waitFor<Found>(find: (lines: readonly string[]) => Found | undefined, seconds: number): Promise<Found> {
    const what = () => `the awaited line; there were:\n${this.all.join("\n")}`;
    const found = this.#changes.until(() => {
      const found = find(this.all);
      if (found === undefined && this.#isOver) throw new Error(`the output ended without ${what()}`);
      return found;
    });
    return within(seconds, found, what);
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      this.all.push(...lines);
      this.#changes.stir();
    }
    if (rest !== "") this.all.push(rest);
    this.#isOver = true;
    this.#changes.stir();
  }
}
