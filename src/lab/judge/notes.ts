/** What is to be known of the files before anything that is read in them: damage, truncation, missing times, clocks. Pure. */
import type { ClockRelation, Note, Session } from "../capture/facts.ts";
import type { Capture } from "../capture/packet.ts";

export function notesOf(
  captures: readonly Capture[],
  clocks: readonly ClockRelation[],
  sessions: readonly Session[],
): readonly Note[] {
  // Of packets that were truncated within their headers it is not known whose they are.
  const isEmpty = captures.every(
    ({ packets, snapLength }) => packets.length === 0 && snapLength === undefined,
  );
  return [
    ...captures.flatMap(notesOn),
    ...(isEmpty ? captures.map(insteadIn) : []),
    ...(isEmpty || sessions.some(isAnswered) ? [] : captures.flatMap(besideIn)),
    ...clocks.map((relation): Note => ({ kind: "clocks", relation })),
  ];
}

function notesOn({ file, damage, packets, hasTimes, snapLength }: Capture): readonly Note[] {
  return [
    ...(damage === undefined ? [] : [{ kind: "damaged", file, why: damage } as const]),
    ...(snapLength === undefined ? [] : [{ kind: "truncated", file, at: snapLength } as const]),
    ...(hasTimes || packets.length === 0 ? [] : [{ kind: "no-times", file } as const]),
  ];
}

const isAnswered = ({ requests, unasked }: Session) =>
  unasked.length > 0 || requests.some(({ reply }) => reply !== undefined);

function besideIn({ file, otherPorts }: Capture): readonly Note[] {
  const other = otherPorts.find(({ isTimeServer }) => isTimeServer);
  return other ? [{ kind: "also-port", file, port: other.port }] : [];
}

/** What the file holds instead of packets of the port: the wrong port or the wrong interface shows there. */
function insteadIn({ file, frames, otherPorts }: Capture): Note {
  const [other] = otherPorts;
  if (frames === 0) return { kind: "empty", file };
  if (other) return { kind: "other-port", file, port: other.port, isTimeServer: other.isTimeServer };
  return { kind: "other-traffic", file, frames };
}
