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
  const neighbour = sessions[sessions.indexOf(place.session) + by];
  if (neighbour === undefined || !sessions.includes(place.session)) return place;
  return { session: neighbour, shown: by === 1 ? 1 : "all" };
}
