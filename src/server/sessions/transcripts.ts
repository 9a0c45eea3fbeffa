/** The transcripts of a thread: of the newest sessions, of some with faults, and of those viewed a moment ago. Bounded. */
import { FairReserve } from "./fair-reserve.ts";
import type { SessionsMemory } from "./memory.ts";
import type { SessionRecord } from "./session-record.ts";
import { Transcript } from "./transcript.ts";

/** A viewed session keeps its transcript for this long, however many sessions come after it. */
const VIEWED_MS = 10_000;
/** Sessions that keep theirs because they were viewed, at most. */
const VIEWED = 4;

export class Transcripts {
  readonly #memory: SessionsMemory;
  /** Of the newest sessions over all threads. */
  readonly #most: number;
  /** Oldest first. */
  readonly #recorded: SessionRecord[] = [];
  /** Sessions with faults that are no longer among the newest. */
  readonly #faulty: FairReserve<SessionRecord>;
  readonly #unused: Transcript[] = [];
  /** When each was last viewed, monotonic milliseconds; the latest last. */
  readonly #viewed = new Map<SessionRecord, number>();

  constructor(memory: SessionsMemory, most: number) {
    this.#memory = memory;
    this.#most = most;
    this.#faulty = new FairReserve(most, ({ group }) => group);
  }

  begin(record: SessionRecord): void {
    if (this.#most === 0) return;
    const number = this.#memory.nextRecord();
    this.dropOld();
    const transcript = this.#unused.pop() ?? new Transcript();
    transcript.begin(number);
    record.transcript = transcript;
    this.#recorded.push(record);
  }

  markViewed(record: SessionRecord): void {
    this.#viewed.delete(record);
    this.#viewed.set(record, performance.now());
    const [oldest] = this.#viewed.keys();
    if (this.#viewed.size > VIEWED && oldest !== undefined) this.#viewed.delete(oldest);
  }

  /** Takes back the transcripts of sessions that are no longer among the newest, also if other threads have those. */
  dropOld(): void {
    for (let index = 0; index < this.#recorded.length; ) {
      const record = this.#recorded[index] as SessionRecord;
      const { transcript } = record;
      if (transcript !== undefined && this.#memory.recordsSince(transcript.record) < this.#most) return;
      if (this.#isViewed(record)) {
        index++;
        continue;
      }
      if (index === 0)
        this.#recorded.shift(); // splice makes an array
      else this.#recorded.splice(index, 1);
      const gone = record.isFaulty ? this.#faulty.add(record) : record;
      if (gone !== undefined) this.#takeBack(gone);
    }
  }

  #takeBack(record: SessionRecord): void {
    if (record.transcript !== undefined) this.#unused.push(record.transcript);
    record.transcript = undefined;
  }

  #isViewed(record: SessionRecord): boolean {
    const at = this.#viewed.get(record);
    if (at === undefined) return false;
    if (performance.now() - at < VIEWED_MS) return true;
    this.#viewed.delete(record);
    return false;
  }
}
