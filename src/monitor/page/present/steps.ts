/** Which arrows of a presented session are shown, and where a key leads. Pure. */

/** The place in a presentation; `shown` is how many arrows are shown, `all` also those that come later. */
export interface Place {
  readonly session: string;
  readonly shown: number | "all";
}

/**
 * One arrow on or back; beyond the last or the first, the session after or before.
 * @param sessions oldest first @param steps arrows of the session
 */
export function move(place: Place, by: 1 | -1, sessions: readonly string[], steps: number): Place {
  const shown = place.shown === "all" ? steps : Math.min(place.shown, steps);
  const next = shown + by;
  if (next >= 1 && next <= steps) return { ...place, shown: next === steps ? "all" : next };
  const other = neighbour(place.session, by, sessions);
  return other === undefined ? place : { session: other, shown: by === 1 ? 1 : "all" };
}

/** The session after or before; of one that is no longer listed, the newest. @param sessions oldest first */
export function neighbour(session: string, by: 1 | -1, sessions: readonly string[]): string | undefined {
  const at = sessions.indexOf(session);
  return at < 0 ? sessions.at(-1) : sessions[at + by];
}
