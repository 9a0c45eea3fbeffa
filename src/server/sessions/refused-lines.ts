/** How many lines of each kind were refused in each session that is kept: known also where its bytes are not. */
import type { RefusedLine } from "../../protocol/request.ts";

export type RefusedCounts = Readonly<Partial<Record<RefusedLine, number>>>;

const NONE: RefusedCounts = {};

export class RefusedLines<Session extends object> {
  /** Only sessions with refused lines: most have none, and need no memory here. */
  readonly #counts = new Map<Session, Partial<Record<RefusedLine, number>>>();

  add(session: Session, kind: RefusedLine, count: number): void {
    const counts = this.#counts.get(session) ?? {};
    counts[kind] = (counts[kind] ?? 0) + count;
    this.#counts.set(session, counts);
  }

  of(session: Session): RefusedCounts {
    return this.#counts.get(session) ?? NONE;
  }

  /** To be called when the session is no longer kept. */
  forget(session: Session): void {
    this.#counts.delete(session);
  }
}
