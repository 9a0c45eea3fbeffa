/** What a session shows and what it does not. Pure. */
import type { DoubtKind, Session } from "../capture/facts.ts";
import type { Side, Unseen } from "../capture/unseen.ts";

export function hasUnseen({ unseen }: Session, ...kinds: readonly Unseen["kind"][]): boolean {
  return unseen.some(({ kind }) => kinds.includes(kind));
}

/** Of these kinds, what cannot be seen in a session, of one side if it is given. */
export function unseenIn(
  { unseen }: Session,
  kinds: readonly DoubtKind[],
  side?: Side,
): readonly Unseen["kind"][] {
  const isOfSide = (one: Unseen) => side === undefined || !("side" in one) || one.side === side;
  return unseen.filter((one) => kinds.includes(one.kind) && isOfSide(one)).map(({ kind }) => kind);
}

/** A session of which it is known which side is the server. */
export const isTold = (session: Session) => !hasUnseen(session, "no-server-known");
