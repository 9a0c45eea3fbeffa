/** The client's lines that wait for a reply, and which of them a reply belongs to. Looks at each line a few times in all. */
import type { ReplyLine } from "./reply-line.ts";
import { expectsReply, kindOf, mayAskTime, type RequestLine } from "./request-line.ts";

export interface PendingRequest extends RequestLine {
  /** When its last segment was captured. */
  at: number;
  reply: ReplyLine | undefined;
}

/** A client that waits this long before its next request got no reply to the last one. */
const WAITED_SECONDS = 0.1;

/** A search that goes on where it stopped: a finished line that does not fit never will. */
interface Search {
  readonly fits: (line: PendingRequest) => boolean;
  next: number;
}

export class WaitingLines {
  readonly lines: PendingRequest[] = [];
  /** The first line after the last answered one. */
  #first = 0;
  /** Requests for the time before it. */
  #past = 0;
  readonly #expecting: Search = { fits: expectsReply, next: 0 };
  readonly #times: Search = { fits: mayAskTime, next: 0 };
  readonly #live: Search = { fits: mayAskTime, next: 0 };
  readonly #liveWell: Search = { fits: ({ text, unseen }) => !unseen && kindOf(text) === "time", next: 0 };
  /** How far the lines were searched for one after which the client waited in vain, and the last request seen. */
  #searched = 0;
  #before: PendingRequest | undefined;
  #liveBegin = 0;

  /**
   * Gives the reply to the first line that waits for such a one. But if there are fewer times than requests for one, a
   * request after which the client waited in vain is skipped, and a well-formed request goes before an ill-formed one.
   * @param isTime the reply is meant as the time
   * @param timesMissing requests for the time in the whole session, less the times from this reply on
   */
  assign(reply: ReplyLine, isTime: boolean, timesMissing: number): PendingRequest | undefined {
    const index = this.#indexFor(isTime, timesMissing > this.#past);
    const line = this.lines[index];
    if (line === undefined) return undefined;
    line.reply = reply;
    for (; this.#first <= index; this.#first += 1) {
      const passed = this.lines[this.#first];
      if (passed !== undefined && mayAskTime(passed)) this.#past += 1;
    }
    return line;
  }

  #indexFor(isTime: boolean, areTooFew: boolean): number {
    const fallback = () => this.#find(this.#expecting, this.#first) ?? this.#first;
    if (!isTime) return fallback();
    if (!areTooFew) return this.#find(this.#times, this.#first) ?? fallback();
    const from = Math.max(this.#first, this.#liveFrom());
    return this.#find(this.#liveWell, from) ?? this.#find(this.#live, from) ?? fallback();
  }

  #find(search: Search, from: number): number | undefined {
    search.next = Math.max(search.next, from);
    for (let line = this.lines[search.next]; line !== undefined; line = this.lines[search.next]) {
      if (search.fits(line)) return search.next;
      if (!line.isFinished) return undefined;
      search.next += 1;
    }
    return undefined;
  }

  /** The first request for the time after the last one that the client gave up. */
  #liveFrom(): number {
    for (let line = this.lines[this.#searched]; line !== undefined; line = this.lines[this.#searched]) {
      if (mayAskTime(line)) {
        if (this.#before !== undefined && line.at - this.#before.at > WAITED_SECONDS) {
          this.#liveBegin = this.#searched;
        }
        if (!line.isFinished) break;
        this.#before = line;
      } else if (!line.isFinished) break;
      this.#searched += 1;
    }
    return this.#liveBegin;
  }
}
