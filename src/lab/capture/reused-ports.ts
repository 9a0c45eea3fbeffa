/** Sessions whose end was not captured, and whose client's port was used again: they were not open any more by then. Pure. */
import { originOf } from "./origin.ts";
import type { Session } from "./session.ts";
import { sinceOf } from "./stream.ts";

/** @param sessions in the order of their first packets */
export function endedByReuse(sessions: readonly Session[]): readonly Session[] {
  const later = new Set<string>();
  return sessions
    .toReversed()
    .map((session) => {
      const { file, client, server } = session;
      const ends = [file, client.address, client.port, server.address, server.port].join(" ");
      const isReused = later.has(ends);
      if (session.hasHandshake) later.add(ends);
      return isReused && session.end === "open" ? ended(session) : session;
    })
    .reverse();
}

/** When and how it ended is not known, only that it was open at its last packet. */
function ended(session: Session): Session {
  const origin = originOf(session);
  const last = session.packets.reduce((latest, { time }) => Math.max(latest, time), origin);
  return {
    ...session,
    endsAt: sinceOf(last, origin),
    end: "unseen",
    unseen: session.unseen.filter(({ kind }) => kind !== "ends-after"),
  };
}
