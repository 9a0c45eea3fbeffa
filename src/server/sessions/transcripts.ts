/** The transcripts of a thread: of the newest sessions, and of those that somebody looks at. Bounded. */
import type { Socket } from "../sockets/socket.ts";
import type { SessionsMemory } from "./memory.ts";
import { RecordedSocket } from "./recorded-socket.ts";
import type { SessionRecord } from "./session-record.ts";

/** A session that was looked at keeps its transcript for so long, however many come after it. */
const LOOKED_AT_MS = 10_000;
/** Sessions that keep theirs for being looked at. */
const LOOKED_AT = 4;

export class Transcripts {
  readonly #memory: SessionsMemory;
  /** Of the newest sessions over all threads. */
  readonly #most: number;
  /** Oldest first. */
  readonly #kept: SessionRecord[] = [];
  readonly #unused: RecordedSocket[] = [];
  readonly #lookedAt = new Map<SessionRecord, number>();

  constructor(memory: SessionsMemory, most: number) {
    this.#memory = memory;
    this.#most = most;
  }

  begin(entry: SessionRecord, wire: Socket): void {
    if (this.#most === 0) return;
    const record = this.#memory.nextRecord();
    this.dropOld();
    const recorded = this.#unused.pop() ?? new RecordedSocket(wire);
    recorded.bare = wire;
    recorded.transcript.begin(record);
    entry.startRecord(recorded);
    this.#kept.push(entry);
  }

  lookAt(entry: SessionRecord): void {
    this.#lookedAt.delete(entry);
    this.#lookedAt.set(entry, performance.now());
    const [oldest] = this.#lookedAt.keys();
    if (this.#lookedAt.size > LOOKED_AT && oldest !== undefined) this.#lookedAt.delete(oldest);
  }

  /** Takes the transcripts of sessions that are none of the newest any more, also where other threads have those. */
  dropOld(): void {
    for (let index = 0; index < this.#kept.length; ) {
      const entry = this.#kept[index] as SessionRecord;
      const { transcript } = entry;
      if (transcript !== undefined && this.#memory.recordsSince(transcript.record) < this.#most) return;
      if (this.#isLookedAt(entry)) {
        index++;
        continue;
      }
      if (index === 0)
        this.#kept.shift(); // splice makes an array
      else this.#kept.splice(index, 1);
      const recorded = entry.endRecord();
      if (recorded !== undefined) this.#unused.push(recorded);
    }
  }

  #isLookedAt(entry: SessionRecord): boolean {
    const at = this.#lookedAt.get(entry);
    if (at === undefined) return false;
    if (performance.now() - at < LOOKED_AT_MS) return true;
    this.#lookedAt.delete(entry);
    return false;
  }
}
