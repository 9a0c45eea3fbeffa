/** What a session shows and what it does not. Pure. */
import type { DoubtKind, Session } from "../capture/facts.ts";
import type { Unseen } from "../capture/unseen.ts";

export function hasUnseen({ unseen }: Session, ...kinds: readonly Unseen["kind"][]): boolean {
  return unseen.some(({ kind }) => kinds.includes(kind));
}

/** Of these kinds, what cannot be seen in a session. */
export function unseenIn({ unseen }: Session, kinds: readonly DoubtKind[]): readonly Unseen["kind"][] {
  return unseen.map(({ kind }) => kind).filter((kind) => kinds.includes(kind));
}

/** A session of which it is known which side is the server. */
export const isTold = (session: Session) => !hasUnseen(session, "no-server-known");
